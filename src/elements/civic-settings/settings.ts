import type { Context } from '@lit/context';
import type { Strings } from '../../i18n/texts-controller.ts';

/** What `<civic-settings>` gives to every widget inside it; a widget's own attributes come first. */
export interface Settings {
  /** Base URL: the widgets ask `{endpoint}/news`, `{endpoint}/weather`, `{endpoint}/polls/{poll}`. */
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
 * Asks the nearest settings around an element, by the context protocol, and listens until `unsubscribe` is called.
 * `@lit/context`'s own consumer would be kept by every widget that has no settings around it as well.
 */
export function askSettings(host: Element, callback: (settings: Settings, unsubscribe?: () => void) => void): void {
  const request = new CustomEvent('context-request', { bubbles: true, composed: true });
  const asked = { context: settingsContext, contextTarget: host, callback, subscribe: true };
  host.dispatchEvent(Object.assign(request, asked));
}
