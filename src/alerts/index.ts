/** `civic-widgets/alerts`: what official warnings mean, without Lit or a browser. */
export { concernsPlace } from './areas.ts';
export { type AlertChoice, chooseAlerts, gravestFirst } from './in-force.ts';
export * from './model.ts';
export {
  type AlertAnswer,
  type AlertBody,
  type ParseAlertsOptions,
  type ReadAlertsOptions,
  alertFormats,
  mergeAlerts,
  parseAlerts,
  readAlerts,
  registerAlertFormat,
} from './parse.ts';
export { asWarning, parseWarnings, warningsFor } from './weather-warnings.ts';
