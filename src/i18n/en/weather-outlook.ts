import type { Texts } from '../texts.ts';

/**
 * What the coming hours bring: short sentences, each complete in itself, put one after the other by `join`.
 * `{from}` and `{to}` are hours, by `tomorrow` where they are the next day’s.
 */
export const outlook = {
  'for-place': '{place}: {outlook}',
  join: '{first} {next}',
  tomorrow: '{time} tomorrow',
  'rain.between': 'Rain expected from {from} to {to}.',
  'rain.from': 'Rain expected from {from}.',
  'rain.until': 'Rain until {to}.',
  'storm.between': 'Thunderstorms expected from {from} to {to}.',
  'storm.from': 'Thunderstorms expected from {from}.',
  'storm.until': 'Thunderstorms until {to}.',
  'snow.between': 'Snow expected from {from} to {to}.',
  'snow.from': 'Snow expected from {from}.',
  'snow.until': 'Snow until {to}.',
  'wind.between': 'Strong wind from {from} to {to}.',
  'wind.from': 'Strong wind from {from}.',
  'wind.until': 'Strong wind until {to}.',
  'wind.morning': 'Strong wind in the morning.',
  'wind.afternoon': 'Strong wind in the afternoon.',
  'wind.evening': 'Strong wind in the evening.',
  'wind.night': 'Strong wind at night.',
  'dry.until': 'No rain expected until {to}.',
  'dry.all': 'No rain expected in the next 24 hours.',
  'high.today': 'Highest temperature today: {temperature}.',
  'high.tomorrow': 'Highest temperature tomorrow: {temperature}.',
} satisfies Texts;
