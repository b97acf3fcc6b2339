/**
 * What a weather report says, whatever its source: °C, m/s, mm, %, and instants as `Date`.
 * A value that the source doesn't give, or gives outside what is physically possible, is undefined.
 */
export interface WeatherReport {
  place: WeatherPlace;
  current?: WeatherMoment;
  /** Ascending; usually hourly, towards the end of some sources every six hours. */
  hours: WeatherMoment[];
  /** Ascending, the place's own days. */
  days: WeatherDay[];
  air?: AirQuality;
  /** Waves, water and tide where the place is at the sea. */
  sea?: SeaReport;
  /** Severest first. */
  warnings: WeatherWarning[];
  /** When the source made the report. */
  issued?: Date;
  /** Who must be named and linked where the report is shown. */
  attribution?: { name: string; url: string };
}

export interface WeatherPlace {
  name: string;
  /** Degrees north, WGS 84. */
  latitude?: number;
  /** Degrees east, WGS 84. */
  longitude?: number;
  /** IANA name, or an offset such as `+05:30` where the source gives no name. */
  timeZone?: string;
}

export interface WeatherMoment {
  time: Date;
  condition?: WeatherCondition;
  isDay?: boolean;
  /** °C */
  temperature?: number;
  /** °C */
  feelsLike?: number;
  /** % */
  humidity?: number;
  /** m/s, ten minutes' mean at 10 m */
  windSpeed?: number;
  /** m/s */
  windGust?: number;
  /** Degrees clockwise from north that the wind blows from. */
  windFrom?: number;
  /** mm of water in the source's step, snow included */
  rain?: number;
  /** % */
  rainChance?: number;
  /** UV index (WHO) */
  uv?: number;
  /** hPa, reduced to sea level where the source does so */
  pressure?: number;
  /** °C */
  dewPoint?: number;
  /** m; some sources say no more than 10,000 */
  visibility?: number;
}

export interface WeatherDay {
  /** YYYY-MM-DD, the place's own day. */
  date: string;
  /** The day's most significant weather. */
  condition?: WeatherCondition;
  /** °C */
  high?: number;
  /** °C */
  low?: number;
  /** mm of water, snow included */
  rain?: number;
  /** %, the day's highest */
  rainChance?: number;
  /** Undefined on polar days and nights. */
  sunrise?: Date;
  sunset?: Date;
  /** UV index (WHO), the day's highest */
  uv?: number;
}

/** WMO code table 4677 as Open-Meteo uses it: the 28 codes that forecasts give. */
export const WEATHER_CONDITIONS = [
  0, 1, 2, 3, 45, 48, 51, 53, 55, 56, 57, 61, 63, 65, 66, 67, 71, 73, 75, 77, 80, 81, 82, 85, 86, 95, 96, 99,
] as const;
export type WeatherCondition = (typeof WEATHER_CONDITIONS)[number];

/** The six levels that the US and the Vietnamese scale have in common; each language names them for each scale. */
export type AirLevel = 'good' | 'moderate' | 'sensitive' | 'unhealthy' | 'very-unhealthy' | 'hazardous';
export type AirScale = 'us' | 'vn';

export interface AirQuality {
  /** 0–500 */
  index: number;
  scale: AirScale;
  level: AirLevel;
  /** µg/m³ */
  pm25?: number;
}

/** What a wave model says of the sea near a place. It is no aid to navigation. */
export interface SeaReport {
  current?: SeaMoment;
  /** Ascending. */
  hours: SeaMoment[];
  /** High and low water in `hours`, ascending; none where the water hardly moves or its level is not given. */
  tides: Tide[];
  attribution?: { name: string; url: string };
}

export interface SeaMoment {
  time: Date;
  /** m, significant height of wind waves and swell together */
  waveHeight?: number;
  /** s */
  wavePeriod?: number;
  /** Degrees clockwise from north that the waves come from. */
  waveFrom?: number;
  /** m */
  swellHeight?: number;
  /** s */
  swellPeriod?: number;
  swellFrom?: number;
  /** °C, of the water's surface */
  temperature?: number;
  /** m above mean sea level, tides included */
  level?: number;
}

export interface Tide {
  kind: 'high' | 'low';
  time: Date;
  /** m above mean sea level */
  level: number;
}

/** CAP 1.2 §3.2.2 `severity`, in lower case. */
export type WarningSeverity = 'extreme' | 'severe' | 'moderate' | 'minor' | 'unknown';

/** One `info` of a CAP 1.2 alert. */
export interface WeatherWarning {
  id: string;
  /** What it warns of, in the alert's words: CAP `headline`, else `event`. */
  title: string;
  severity: WarningSeverity;
  event?: string;
  description?: string;
  /** What to do (CAP `instruction`). */
  instruction?: string;
  sender?: string;
  /** http(s) only */
  url?: string;
  /** The URL of the whole alert, where this is a feed's entry that only announces it. */
  source?: string;
  /** BCP 47 */
  language?: string;
  onset?: Date;
  expires?: Date;
  areas: WarningArea[];
}

export interface WarningArea {
  name: string;
  /** Rings of [latitude, longitude] (CAP `polygon`). */
  polygons?: [number, number][][];
  /** CAP `circle`; the radius in km. */
  circles?: { latitude: number; longitude: number; radius: number }[];
}

/** What a widget can show; each part adds the variables it needs to the request. */
export type WeatherPart =
  | 'feels-like'
  | 'humidity'
  | 'wind'
  | 'rain'
  | 'uv'
  | 'sun'
  | 'pressure'
  | 'dew-point'
  | 'visibility'
  | 'hours'
  | 'days'
  | 'air'
  | 'sea'
  | 'warnings';

/** What the chart of the hours can draw. */
export type WeatherChart = 'temperature' | 'wind' | 'uv' | 'humidity';

/** One wire format. Another is added with `registerWeatherFormat`. */
export interface WeatherFormat {
  name: string;
  /** Whether the parsed JSON is of this format. */
  matches(document: unknown): boolean;
  /** The reports, in the order of `options.places`; the document has matched. */
  parse(document: unknown, options: WeatherParseOptions): WeatherReport[];
  /**
   * The URLs that ask for places; without it the URL is used as it is. `places` of an answer are then those of its URL.
   */
  requests?(src: string, places: readonly WeatherPlace[], wanted: WeatherWanted): WeatherRequest[];
}

export interface WeatherParseOptions {
  /** The places that were asked for, in the order of the answer. Names and time zones given here win. */
  places?: readonly WeatherPlace[];
  /** The URL that was asked. */
  url?: string;
}

export interface WeatherWanted {
  show: readonly WeatherPart[];
  hours: number;
  days: number;
  /** What the chart of the hours draws beyond the temperature. */
  chart?: readonly WeatherChart[];
}

export interface WeatherRequest {
  url: string;
  places: WeatherPlace[];
}
