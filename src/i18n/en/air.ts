import type { Texts } from '../texts.ts';

/** Air quality: `us` levels by the US EPA (AirNow), `vn` levels by Vietnam's QĐ 1459/QĐ-TCMT. */
export const air = {
  'scale.us': 'US AQI',
  'scale.vn': 'VN_AQI',
  'index-of': '{index} of {most} ({scale})',
  pm25: 'PM2.5: {value} µg/m³',

  'us.good': 'Good',
  'us.moderate': 'Moderate',
  'us.sensitive': 'Unhealthy for sensitive groups',
  'us.unhealthy': 'Unhealthy',
  'us.very-unhealthy': 'Very unhealthy',
  'us.hazardous': 'Hazardous',

  'vn.good': 'Good',
  'vn.moderate': 'Moderate',
  'vn.sensitive': 'Poor',
  'vn.unhealthy': 'Bad',
  'vn.very-unhealthy': 'Very bad',
  'vn.hazardous': 'Hazardous',

  'advice.good': 'The air poses no risk to health. Enjoy being outdoors.',
  'advice.moderate':
    'Most people can be outdoors as usual. If you are unusually sensitive, watch for coughing or shortness of breath.',
  'advice.sensitive':
    'Children, older people, pregnant women and people with heart or lung disease should cut down on long or strenuous activity outdoors.',
  'advice.unhealthy':
    'Everyone should cut down on strenuous activity outdoors. Sensitive people should stay indoors where they can, and wear a well-fitting mask outdoors.',
  'advice.very-unhealthy':
    'Everyone should spend as little time outdoors as possible, and wear a well-fitting mask when they go out. Sensitive people should stay indoors with windows closed.',
  'advice.hazardous':
    'Everyone should stay indoors with windows closed, and wear a well-fitting mask if they have to go out.',
} satisfies Texts;
