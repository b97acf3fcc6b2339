import { CitizenPoll } from './citizen-poll/citizen-poll.ts';
import { CitizenSurvey } from './citizen-survey/citizen-survey.ts';
import { CityWeather } from './city-weather/city-weather.ts';
import { WeatherPlaceElement } from './weather-place.ts';
import { CivicSettings } from './civic-settings/civic-settings.ts';
import { define } from './define.ts';
import { DistrictNews } from './district-news/district-news.ts';
import { PublicAlerts } from './public-alerts/public-alerts.ts';

/** Registers every element of the package. */
export function defineAll(): void {
  define('civic-settings', CivicSettings);
  define('district-news', DistrictNews);
  define('weather-place', WeatherPlaceElement);
  define('city-weather', CityWeather);
  define('citizen-poll', CitizenPoll);
  define('citizen-survey', CitizenSurvey);
  define('public-alerts', PublicAlerts);
}
