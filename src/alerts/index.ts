/** `civic-widgets/alerts`: what official warnings mean, without Lit or a browser. */
export { concernsPlace } from './areas.ts';
export { type AlertChoice, chooseAlerts } from './choose.ts';
export { gravestFirst, type TimelyChoice } from './in-force.ts';
export * from './model.ts';
export { type AlertBody, type ParseAlertsOptions, mergeAlerts, registerAlertFormat } from './messages.ts';
export { alertFormats, parseAlerts } from './parse.ts';
export { type AlertAnswer, type ReadAlertsOptions, readAlerts } from './read.ts';
export { asWarning, parseWarnings, warningsFor } from './weather-warnings.ts';
