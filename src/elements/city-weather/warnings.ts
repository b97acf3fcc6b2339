import { type SVGTemplateResult, type TemplateResult, css, html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type AlertAnswer, asWarning, readAlerts, warningsFor } from '../../alerts/index.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { once } from '../../endpoint/response-cache.ts';
import { warnings as en } from '../../i18n/en/warnings.ts';
import { warnings as vi } from '../../i18n/vi/warnings.ts';
import type { WarningSeverity, WeatherReport, WeatherWarning } from '../../weather/model.ts';
import type { WeatherFormatter } from './formatter.ts';

export const texts = { en, vi };

/** What each source last said, so that a refresh that is slow or fails takes no warning away. */
const lastKnown = new Map<string, readonly WeatherWarning[]>();

/** Adds to each report the warnings that concern its place. */
export async function addWarnings(
  coming: Promise<readonly WeatherReport[]>,
  src: string,
  language: string,
  get: Loading['get'],
): Promise<void> {
  const load = async (url: string): Promise<AlertAnswer> => {
    const { answer } = await get(url);
    return { body: answer.bytes, url: answer.url, contentType: answer.contentType };
  };
  const readAll = async (): Promise<WeatherWarning[]> => {
    const { answer } = await get(src);
    const alerts = await once(answer, 'alerts', ({ bytes, url, contentType }) =>
      readAlerts(bytes, { url, contentType, load }),
    );
    return alerts.map(asWarning);
  };
  const reading = readAll();
  // It may fail while the reports are still under way.
  reading.catch(() => undefined);
  const reports = await coming;
  const own = reports.map(({ warnings }) => warnings);
  const add = (all: readonly WeatherWarning[]): void =>
    reports.forEach((report, index) => {
      report.warnings = [...warningsFor(all, report.place, { language }), ...own[index]!];
    });
  add(lastKnown.get(src) ?? []);
  const all = await reading;
  lastKnown.set(src, all);
  add(all);
}

/** All warnings of the places on show, severest first, each once with the places that it is for. */
export function renderWarnings(reports: readonly WeatherReport[], formatter: WeatherFormatter): TemplateResult {
  const { texts } = formatter;
  const found = new Map<string, { warning: WeatherWarning; report: WeatherReport; places: string[] }>();
  for (const report of reports) {
    for (const warning of report.warnings) {
      // The report may stay on the page longer than the warning holds.
      if (warning.expires && warning.expires <= new Date()) continue;
      const key = `${warning.id} ${warning.title}`;
      found.set(key, found.get(key) ?? { warning, report, places: [] });
      found.get(key)!.places.push(report.place.name);
    }
  }
  const all = [...found.entries()].sort(([, one], [, other]) => rank(one.warning) - rank(other.warning));
  return html`<ul class="warnings" aria-label=${texts.get('warnings')}>
    ${repeat(
      all,
      ([key]) => key,
      ([, { warning, report, places }]) =>
        html`<li class="warning ${warning.severity}" part="warning">
          <svg class="icon" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${SIGNS[warning.severity]}</svg>
          <div>
            <p>
              <strong class="severity">${severityMark(warning, formatter)}</strong><strong>${warning.title}</strong>
            </p>
            <p class="quiet">${formatter.list(places)}${periodOf(warning, report, formatter)}</p>
            ${
              warning.description || warning.instruction
                ? html`<details>
                    <summary>${texts.get('details')}</summary>
                    ${[warning.description, warning.instruction].map((text) => text && html`<p class="running">${text}</p>`)}
                    ${warning.sender ? html`<p class="quiet">${warning.sender}</p>` : nothing}
                  </details>`
                : nothing
            }
            ${warning.url ? html`<a href=${warning.url}>${texts.get('source')}</a>` : nothing}
          </div>
        </li>`,
    )}
  </ul>`;
}

const SEVERITIES: readonly WarningSeverity[] = ['extreme', 'severe', 'moderate', 'minor', 'unknown'];
const rank = ({ severity }: WeatherWarning) => SEVERITIES.indexOf(severity);

/** The worse, the more corners: the sign tells the severity where colour doesn't. */
const exclamation = svg`<path d="M16 10v8M16 22.5v.01" />`;
const triangle = svg`<path d="M16 4L29 27H3z" />${exclamation}`;
const SIGNS: Readonly<Record<WarningSeverity, SVGTemplateResult>> = {
  extreme: svg`<path d="M11 3h10l8 8v10l-8 8H11l-8-8V11z" />${exclamation}`,
  severe: triangle,
  moderate: triangle,
  minor: svg`<circle cx="16" cy="16" r="13" /><path d="M16 15v8M16 9.5v.01" />`,
  unknown: triangle,
};

/** `Extreme danger: ` as it stands before the title, with the language's own mark. */
function severityMark({ severity }: WeatherWarning, { texts }: WeatherFormatter): string {
  return texts.get('severity.of', { severity: texts.get(`severity.${severity}`), title: '' });
}

function periodOf({ onset, expires }: WeatherWarning, report: WeatherReport, formatter: WeatherFormatter): string {
  const { texts } = formatter;
  const from = onset && onset > new Date() ? formatter.moment(onset, report) : '';
  const to = expires ? formatter.moment(expires, report) : '';
  if (!from && !to) return '';
  if (from && to) return ` · ${texts.get('period', { from, to })}`;
  return ` · ${from ? texts.get('from', { time: from }) : texts.get('until', { time: to })}`;
}

export const styles = css`
  .warnings {
    display: grid;
    gap: calc(2 * var(--_space));
    margin-block-end: calc(4 * var(--_space));
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
  }
  .warning:is(.extreme, .severe) {
    --_severity: var(--_danger);
  }
  .warning.minor {
    --_severity: var(--_accent);
  }
  .warning .icon,
  .severity {
    color: var(--_severity);
  }
  .running {
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
`;
