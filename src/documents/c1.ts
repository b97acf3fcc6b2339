/** What windows-1252 has at 128–159: numeric references mean these (HTML §13.2.5.80). */
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

export function characterAt(code: number): string {
  return C1[code - 128]!;
}
