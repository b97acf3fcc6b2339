/** For the script tag: registers `<city-weather>` where it may be drawn already, here or by a server. */
import '../hydrate.ts';
import './city-weather.define.ts';
