import type { Context } from '@lit/context';
import type { Strings } from '../../i18n/texts-controller.ts';

/** What `<civic-settings>` gives to every widget inside it; a widget's own attributes take precedence. */
export interface Settings {
  /** Base URL: the widgets request `{endpoint}/news`, `{endpoint}/weather`, `{endpoint}/polls/{poll}`. */
  endpoint?: string;
  /** IANA name of the zone in which times are shown. */
  timeZone?: string;
  /** Seconds between refreshes; 0 for none. */
  refresh?: number;
  loading?: 'eager' | 'lazy';
  /** Seconds before a request is given up. */
  timeout?: number;
  credentials?: RequestCredentials;
  units?: 'metric' | 'imperial' | 'auto';
  /** A replacement for `window.fetch`. */
  fetch?: typeof globalThis.fetch;
  strings?: Strings;
}

/** A string key, so that two copies of this package on one page understand each other. */
export const settingsContext = 'civic-widgets/settings' as Context<string, Settings>;

/**
 * Asks the nearest settings around an element, by the context protocol, and subscribes until `unsubscribe` is called.
 * The consumer of `@lit/context` would be kept in memory by every widget, also without settings.
 */
export function askSettings(host: Element, callback: (settings: Settings, unsubscribe?: () => void) => void): void {
  const request = new CustomEvent('context-request', { bubbles: true, composed: true });
  const asked = { context: settingsContext, contextTarget: host, callback, subscribe: true };
  host.dispatchEvent(Object.assign(request, asked));
}
