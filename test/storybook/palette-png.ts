import { crc32, deflateSync } from 'node:zlib';
import type { PNG } from 'pngjs';

/**
 * The picture with a palette of at most 256 colours: a third of the bytes. Where there are more, each channel keeps as
 * many bits as fit, which is less than the comparison sees.
 */
export function encode({ width, height, data }: PNG): Buffer {
  for (let step = 1; step <= 32; step *= 2) {
    const palette = new Map<number, number>();
    const rows = Buffer.alloc(height * (width + 1));
    const round = (value: number): number => Math.min(255, Math.round(value / step) * step);
    for (let y = 0, from = 0; y < height && palette.size <= 256; y++)
      for (let x = 0; x < width; x++, from += 4) {
        const colour = (round(data[from] ?? 0) << 16) | (round(data[from + 1] ?? 0) << 8) | round(data[from + 2] ?? 0);
        if (!palette.has(colour)) palette.set(colour, palette.size);
        rows[y * (width + 1) + 1 + x] = palette.get(colour) ?? 0;
      }
    if (palette.size > 256) continue;
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 3, 0, 0, 0], 8);
    const colours = Buffer.from(
      [...palette.keys()].flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]),
    );
    const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
    const parts = [chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 }))];
    return Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))]);
  }
  throw new Error('A picture of too many colours');
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
