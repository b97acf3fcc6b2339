import { concernsPlace } from './areas.ts';
import { type Choosable, chooseTimely, type TimelyChoice } from './in-force.ts';
import type { AlertPlace } from './model.ts';

export interface AlertChoice extends TimelyChoice {
  /** Only alerts for these; none named: all. */
  places?: readonly AlertPlace[];
}

/** Those of `alerts` that are to be shown, gravest first. */
export function chooseAlerts<Alert extends Choosable>(
  alerts: readonly Alert[],
  { places = [], ...choice }: AlertChoice = {},
): Alert[] {
  const near = places.length
    ? alerts.filter(({ areas }) => places.some((place) => concernsPlace(areas, place)))
    : alerts;
  return chooseTimely(near, choice);
}
