import { WeatherPlaceElement } from '../weather-place.ts';
import { define } from '../define.ts';
import { PublicAlerts } from './public-alerts.ts';

define('weather-place', WeatherPlaceElement);
define('public-alerts', PublicAlerts);

export * from '../weather-place.ts';
export * from './public-alerts.ts';
