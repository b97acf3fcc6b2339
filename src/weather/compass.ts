/** The eighth of the compass rose, 0 (north) to 7 (northwest), in which a bearing lies. */
export function octant(degrees: number): number {
  return Math.round(degrees / 45) % 8;
}
