/** Scales that turn a number into a word: the numbers here, the words in the dictionaries. */

/** Upper bounds in m/s of Beaufort 0–11 (WMO-No. 306, code table 1100). */
const BEAUFORT = [0.3, 1.6, 3.4, 5.5, 8, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7];

/** Beaufort number, 0–12, of a wind speed in m/s. */
export function beaufort(metresPerSecond: number): number {
  const force = BEAUFORT.findIndex((bound) => metresPerSecond < bound);
  return force < 0 ? 12 : force;
}

export type UvLevel = 'low' | 'moderate' | 'high' | 'very-high' | 'extreme';

/** The exposure category of a UV index (WHO, Global Solar UV Index, 2002). */
export function uvLevel(index: number): UvLevel {
  const rounded = Math.round(index);
  return rounded <= 2
    ? 'low'
    : rounded <= 5
      ? 'moderate'
      : rounded <= 7
        ? 'high'
        : rounded <= 10
          ? 'very-high'
          : 'extreme';
}

/** The eighth of the compass rose, 0 (north) to 7 (northwest), in which a bearing lies. */
export function octant(degrees: number): number {
  return Math.round(degrees / 45) % 8;
}
