import type { Token } from './controls.ts';

/** Whether a value is valid for this token: nothing else gets into a snippet's CSS. */
export function isValidToken({ kind }: Token, value: string): boolean {
  if (kind === 'number') return /^\d{1,3}(\.\d{1,4})?$/.test(value);
  if (kind === 'length') return /^\d{1,4}(\.\d{1,4})?(px|em|rem|ch|%)?$/.test(value);
  return !/[<>{};"'\\]/.test(value) && CSS.supports('color', value);
}

/** `#rrggbb` of an opaque CSS colour; undefined for everything else. */
export function hexOf(colour: string): string | undefined {
  if (!CSS.supports('color', colour) || /light-dark|currentcolor|var\(/i.test(colour)) return undefined;
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return undefined;
  context.fillStyle = colour;
  return /^#[0-9a-f]{6}$/.test(context.fillStyle) ? context.fillStyle : undefined;
}

/** Contrast ratio of two colours `#rrggbb` (WCAG 2.2, 1.4.3). */
export function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
