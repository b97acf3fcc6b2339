import { type SVGTemplateResult, type TemplateResult, css, html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ALERT_SEVERITIES, type AlertSeverity, type PublicAlert } from '../alerts/model.ts';
import { listFormat } from '../i18n/format.ts';
import { warnings as en } from '../i18n/en/warnings.ts';
import type { ReadTexts } from '../i18n/texts.ts';
import { warnings as vi } from '../i18n/vi/warnings.ts';

export const texts = { en, vi };

type WarningTexts = ReadTexts<typeof en>;

/** An official warning as it is drawn, by `<public-alerts>` and by `<city-weather>`. */
export interface ShownWarning
  extends
    Pick<PublicAlert, 'severity' | 'event' | 'description' | 'instruction' | 'sender' | 'url' | 'language' | 'areas'>,
    Pick<PublicAlert, 'onset' | 'expires'>,
    Partial<Pick<PublicAlert, 'contact' | 'sent' | 'messageType'>> {
  /** What tells it from the others. */
  key: string;
  title: string;
  /** The places asked for that it concerns; where none was asked for, its own areas are named. */
  places: readonly string[];
  /** A time in words, by the clocks of the place. */
  moment(time: Date): string;
}

/** Severest first. */
export function bySeverity(one: { severity: AlertSeverity }, other: { severity: AlertSeverity }): number {
  return ALERT_SEVERITIES.indexOf(one.severity) - ALERT_SEVERITIES.indexOf(other.severity);
}

/** Warnings below each other, in their order. */
export function renderWarningList(
  warnings: readonly ShownWarning[],
  texts: WarningTexts,
  label: string,
): TemplateResult {
  return html`<ul class="warnings" aria-label=${label}>
    ${repeat(
      warnings,
      ({ key }) => key,
      (warning) => renderWarning(warning, texts),
    )}
  </ul>`;
}

function renderWarning(warning: ShownWarning, texts: WarningTexts): TemplateResult {
  const { severity, title, event, description, instruction, contact, places, url } = warning;
  const language = warning.language ?? nothing;
  const areas = warning.areas.map(({ name }) => name).filter(Boolean);
  const list = (words: readonly string[]): string => listOf(words, texts.locale);
  const hasEvent = event && !title.toLowerCase().includes(event.toLowerCase());
  // Where the place is named, all of the area is a detail.
  const [where, more] = places.length ? [places, areas] : [areas, []];
  const line = [hasEvent ? event : '', list(where), periodOf(warning, texts)].filter(Boolean);
  const issued = issuedBy(warning, texts);
  const running = (text: string | undefined): unknown =>
    text ? html`<p class="running" lang=${language} dir="auto">${text}</p>` : nothing;
  return html`<li class="warning ${severity}" part="warning">
    <svg class="icon" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${SIGNS[severity]}</svg>
    <div>
      <p>
        <strong class="severity">${severityMark(severity, texts)}</strong
        ><strong lang=${language} dir="auto">${title}</strong>
      </p>
      ${line.length ? html`<p class="quiet">${line.map((part, i) => html`${i ? ' · ' : ''}<bdi>${part}</bdi>`)}</p>` : nothing}
      ${
        description || instruction || contact
          ? html`<details>
              <summary>${texts.get('details')}</summary>
              ${running(description)}
              ${instruction ? html`<p><strong>${texts.get('instruction')}</strong></p>` : nothing}
              ${running(instruction)} ${running(contact)}
              ${more.length ? html`<p class="quiet">${texts.get('areas', { areas: list(more) })}</p>` : nothing}
            </details>`
          : nothing
      }
      ${issued ? html`<p class="issued">${issued}</p>` : nothing}
      ${url ? html`<a href=${url}>${texts.get('source')}</a>` : nothing}
    </div>
  </li>`;
}

/** A warning as one line, for screen readers: `Extreme danger: Typhoon No. 7 · Da Nang`. */
export function warningAloud({ severity, title, places, areas }: ShownWarning, texts: WarningTexts): string {
  const where = places.length ? places : areas.map(({ name }) => name).filter(Boolean);
  return [severityMark(severity, texts) + title, listOf(where, texts.locale)].filter(Boolean).join(' · ');
}

/** Names as a list; the narrow conjunction has marks between the names in every language. */
function listOf(names: readonly string[], locale: string): string {
  return listFormat(locale, { type: 'conjunction', style: 'narrow' }).format(names);
}

/** The worse, the more corners: the sign tells the severity where colour doesn't. */
const exclamation = svg`<path d="M16 10v8M16 22.5v.01" />`;
const triangle = svg`<path d="M16 4L29 27H3z" />${exclamation}`;
const SIGNS: Readonly<Record<AlertSeverity, SVGTemplateResult>> = {
  extreme: svg`<path d="M11 3h10l8 8v10l-8 8H11l-8-8V11z" />${exclamation}`,
  severe: triangle,
  moderate: triangle,
  minor: svg`<circle cx="16" cy="16" r="13" /><path d="M16 15v8M16 9.5v.01" />`,
  unknown: triangle,
};

/** `Extreme danger: ` as it stands before the title, with the language's own mark. */
function severityMark(severity: AlertSeverity, texts: WarningTexts): string {
  return texts.get('severity.of', { severity: texts.get(`severity.${severity}`), title: '' });
}

function periodOf({ onset, expires, moment }: ShownWarning, texts: WarningTexts): string {
  const from = onset && onset > new Date() ? moment(onset) : '';
  const to = expires ? moment(expires) : '';
  if (from && to) return texts.get('period', { from, to });
  if (from) return texts.get('from', { time: from });
  return to && texts.get('until', { time: to });
}

function issuedBy({ sender, sent, messageType, moment }: ShownWarning, texts: WarningTexts): string {
  return [
    sender ? texts.get('sender', { name: sender }) : '',
    sent ? texts.get(messageType === 'update' ? 'was-updated' : 'sent', { time: moment(sent) }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

export const styles = css`
  .warnings {
    display: grid;
    gap: calc(2 * var(--_space));
    margin: 0 0 calc(4 * var(--_space));
    padding: 0;
    list-style: none;
  }
  .warning {
    --_severity: var(--_warning);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(3 * var(--_space));
    padding: calc(3 * var(--_space));
    border: 1px solid var(--_border);
    border-inline-start: 6px solid var(--_severity);
    border-radius: var(--_radius);
    background: var(--_surface);
    break-inside: avoid;
  }
  .warning:is(.extreme, .severe) {
    --_severity: var(--_danger);
  }
  .warning.minor {
    --_severity: var(--_accent);
  }
  .warning p {
    margin: 0;
  }
  .issued {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .warning .icon,
  .severity {
    color: var(--_severity);
  }
  .warning .icon {
    inline-size: 2em;
    block-size: 2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .warning .running {
    margin-block-end: calc(2 * var(--_space));
    max-inline-size: 70ch;
    white-space: pre-line;
  }
  summary {
    padding-block: calc(2 * var(--_space));
    color: var(--_accent);
    cursor: pointer;
  }
  /* A link on a line of its own is a target of 24 px (WCAG 2.5.8). */
  .warning a {
    display: inline-block;
    padding-block: var(--_space);
  }
  @media (forced-colors: active) {
    .warning .icon {
      stroke: CanvasText;
    }
  }
  /* On paper nothing can be opened. */
  @media print {
    .warning details {
      display: block;
    }
    .warning summary {
      display: none;
    }
    .warning details::details-content {
      content-visibility: visible;
      block-size: auto;
    }
  }
`;
