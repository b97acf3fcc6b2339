import '../../src/elements/city-weather/city-weather.define.ts';
import { wire } from '../elements/city-weather/helpers.ts';
import { matrix } from './matrix.ts';

matrix({
  widget: 'weather',
  create: (src) => Object.assign(document.createElement('city-weather'), { src }),
  body: JSON.stringify(wire()),
  contentType: 'application/json',
  content: /\d°C/,
});
