/**
 * `civic-widgets`: classes, errors, parsers and types. Registers nothing and is safe to import on a server;
 * `civic-widgets/define` and `civic-widgets/<tag>` register.
 */
export { CivicError, type CivicErrorCode, type CivicErrorOptions } from './errors.ts';
export type { DataOrigin, WidgetState } from './endpoint/endpoint-controller.ts';
export type { Strings } from './i18n/texts-controller.ts';
export { CivicSettings } from './elements/civic-settings/civic-settings.ts';
export type { Settings } from './elements/civic-settings/settings.ts';
export { DistrictNews } from './elements/district-news/district-news.ts';
export { CityWeather } from './elements/city-weather/city-weather.ts';
export { CitizenPoll } from './elements/citizen-poll/citizen-poll.ts';
export { CitizenSurvey } from './elements/citizen-survey/citizen-survey.ts';
export { PublicAlerts } from './elements/public-alerts/public-alerts.ts';
export * from './news/index.ts';
export * from './alerts/index.ts';
export * from './weather/index.ts';
export * from './poll/index.ts';
export * from './survey/index.ts';
