import type { TemplateResult } from 'lit';
import { asWarning, warningsFor } from '../../alerts/index.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import type { WeatherReport, WeatherWarning } from '../../weather/model.ts';
import { fetchAlerts } from '../alert-source.ts';
import { bySeverity, renderWarningList, type ShownWarning } from '../warning-list.ts';
import type { WeatherFormatter } from './formatter.ts';

export { styles, texts } from '../warning-list.ts';

/** What each source last said, so that a refresh that is slow or fails takes no warning away. */
const lastKnown = new Map<string, readonly WeatherWarning[]>();

/** Adds to each report the warnings that concern its place. */
export async function addWarnings(
  coming: Promise<readonly WeatherReport[]>,
  src: string,
  language: string,
  get: Loading['get'],
): Promise<void> {
  const reading = fetchAlerts(src, get).then((alerts) => alerts.map(asWarning));
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
  const found = new Map<string, ShownWarning & { places: string[] }>();
  for (const report of reports) {
    for (const warning of report.warnings) {
      // The report may stay on the page longer than the warning holds.
      if (warning.expires && warning.expires <= new Date()) continue;
      const key = `${warning.id} ${warning.title}`;
      const moment = (time: Date): string => formatter.moment(time, report);
      found.set(key, found.get(key) ?? { ...warning, key, moment, places: [] });
      found.get(key)!.places.push(report.place.name);
    }
  }
  return renderWarningList([...found.values()].sort(bySeverity), texts, texts.get('warnings'));
}
