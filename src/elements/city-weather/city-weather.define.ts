import { define } from '../define.ts';
import { CityWeather } from './city-weather.ts';
import { WeatherPlaceElement } from '../weather-place.ts';

define('weather-place', WeatherPlaceElement);
define('city-weather', CityWeather);

export * from './city-weather.ts';
export * from '../weather-place.ts';
