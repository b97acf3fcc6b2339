const RADIANS = Math.PI / 180;

/**
 * Whether the sun's upper limb is above the horizon, to about a minute (Astronomical Almanac's low-precision formulas,
 * refraction 0.833°). For sources that don't say whether it is day.
 */
export function isSunUp(time: Date, latitude: number, longitude: number): boolean {
  const days = time.getTime() / 86_400_000 - 10_957.5;
  const anomaly = (357.528 + 0.9856003 * days) * RADIANS;
  const eclipticLongitude =
    (280.46 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS;
  const obliquity = (23.439 - 0.0000004 * days) * RADIANS;
  const rightAscension = Math.atan2(Math.cos(obliquity) * Math.sin(eclipticLongitude), Math.cos(eclipticLongitude));
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(eclipticLongitude));
  const siderealTime = (280.46062 + 360.98564737 * days + longitude) * RADIANS;
  const sine =
    Math.sin(latitude * RADIANS) * Math.sin(declination) +
    Math.cos(latitude * RADIANS) * Math.cos(declination) * Math.cos(siderealTime - rightAscension);
  return sine > Math.sin(-0.833 * RADIANS);
}

/**
 * Sunrise and sunset of a day as sources give them. Beyond the polar circles they leave them out, write the epoch, the
 * end of 32 bits, or twice the same time: none of these is a sunrise.
 */
export function sunTimes(
  day: Date,
  sunrise: Date | undefined,
  sunset: Date | undefined,
): { sunrise?: Date; sunset?: Date } {
  const known = (at: Date | undefined) =>
    at && sunrise?.getTime() !== sunset?.getTime() && Math.abs(at.getTime() - day.getTime()) <= 48 * 3_600_000
      ? at
      : undefined;
  return { sunrise: known(sunrise), sunset: known(sunset) };
}
