/** What all measurements share: rows, statistics, and the slow phone. */
import type { Browser, CDPSession, Page } from 'playwright-core';

export interface Row {
  name: string;
  /** One number, or the median of one for each round with its quartiles. */
  value: number;
  low?: number;
  high?: number;
  /** `×` for a ratio to the floor. */
  unit: '×' | 'ms' | 'kB' | '';
  /** The most that it may be. */
  bar?: number;
  /** What the ratio is of, in ms: the floor's median, then ours. */
  of?: readonly [floor: number, ours: number];
}

export function spread(values: readonly number[]): { value: number; low: number; high: number } {
  return { value: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

/** Runs in a new context, so that nothing is cached. */
export async function inPage<T>(
  browser: Browser,
  use: (page: Page) => Promise<T>,
  viewport = { width: 1280, height: 900 },
): Promise<T> {
  const context = await browser.newContext({ viewport, locale: 'vi-VN' });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

export const PHONE = { width: 412, height: 823 };

/** A processor four times as slow; with `network`, also 1.6 Mbit/s down, 0.8 up, and 150 ms. */
export async function slowDown(page: Page, { network }: { network: boolean }): Promise<CDPSession> {
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  if (network) {
    await client.send('Network.enable');
    const speed = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
    await client.send('Network.emulateNetworkConditions', { offline: false, ...speed });
  }
  return client;
}
