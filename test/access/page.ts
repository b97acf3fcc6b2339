import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { createFetch, type Endpoints } from '../../.storybook/endpoints.ts';
import type { Strings } from '../../src/i18n/texts-controller.ts';

export const ORIGIN = 'https://phuong.example';

/** The clock of every page: snapshots hold dates and hours. */
export const NOW = new Date('2026-10-14T09:10:00+07:00');

const SCRIPT = readFileSync(new URL('../../dist/embed/civic-widgets.all.js', import.meta.url), 'utf8');
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#567"/></svg>';

/** A state of a widget: the page that leads to it, and how to see that it is reached. */
export interface State {
  name: string;
  /** The page's HTML. */
  body: string;
  endpoints?: Endpoints;
  /** What a citizen does to get there. */
  act?(widget: Locator, page: Page): Promise<unknown>;
  /** Something that is to be seen once it is reached. */
  shows: string;
}

export interface Surroundings {
  lang?: string;
  dir?: 'ltr' | 'rtl';
  /** The page's own style sheet. */
  css?: string;
  /** What stands before the widget. */
  before?: string;
  /** The site's own words. */
  strings?: Strings;
  /** Runs in the page before anything else. */
  prepare?: () => void;
}

/** Opens a page with a widget and brings it into the state; resolves with the widget. */
export async function show(
  page: Page,
  { body, endpoints = {}, act, shows }: State,
  around: Surroundings = {},
): Promise<Locator> {
  const { lang = 'vi', dir, css = '', before = '', strings, prepare } = around;
  const inside = strings
    ? `<civic-settings><script type="application/json" data-strings>${JSON.stringify(strings)}</script>${body}</civic-settings>`
    : body;
  const answer = createFetch(endpoints);
  await page.clock.setFixedTime(NOW);
  await page.route('**/*', async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname === '/') {
      const html = `<!doctype html><html lang="${lang}"${dir ? ` dir="${dir}"` : ''}><meta charset="utf-8">
        <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
        <title>Phường</title><link rel="icon" href="data:,"><style>${PAGE}${css}</style>
        ${before}<main><h1>${lang === 'vi' ? 'Phường Hoàng Liệt' : 'Hoàng Liệt ward'}</h1>${inside}</main>
        <script type="module" src="/civic-widgets.all.js"></script></html>`;
      return route.fulfill({ contentType: 'text/html', body: html });
    }
    if (pathname.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: SCRIPT });
    if (pathname.endsWith('.svg')) return route.fulfill({ contentType: 'image/svg+xml', body: PICTURE });
    const method = request.method();
    const asked = new Request(request.url(), { method, headers: request.headers(), body: request.postData() });
    try {
      const response = await answer(asked);
      const { status, headers } = response;
      await route.fulfill({
        status,
        headers: Object.fromEntries(headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    } catch {
      await route.abort('connectionrefused').catch(() => undefined);
    }
  });
  if (prepare) await page.addInitScript(prepare);
  await page.goto(ORIGIN);
  const widget = page.locator('district-news, city-weather, citizen-poll').first();
  if (act) await act(widget, page);
  await page.locator(shows).first().waitFor({ state: 'attached' });
  await settled(page);
  return widget;
}

/** Waits until the widgets draw nothing more: lazily loaded drawings and texts have come. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let quiet = 0; quiet < 3; quiet++) {
      for (const widget of document.querySelectorAll('district-news, city-weather, citizen-poll'))
        await (widget as unknown as { updateComplete?: Promise<unknown> }).updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
  });
}

/** As plain as a page can be: its font and its margins. */
const PAGE = `html { background: Canvas; color: CanvasText } body { margin: 16px; font: 16px/1.5 'Liberation Sans', Arial, sans-serif } h1 { margin: 0 0 16px; font-size: 1.5em }`;
