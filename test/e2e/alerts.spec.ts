/** Warnings from a file that an authority writes to the citizen's page, through the companion server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { HostSite } from '../embed/host-site.ts';
import { DemoServer } from './demo-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'civic-alerts-'));
const file = join(folder, 'canh-bao.atom');
const host = new HostSite();
let server: DemoServer;

const FLOOD = { id: 'lu-1', headline: 'Nước sông lên trên báo động 2' };
const RAIN = { id: 'mua-1', headline: 'Mưa rất to', severity: 'Extreme' };

test.beforeAll(async () => {
  publish(FLOOD);
  await host.start();
  server = new DemoServer({ allowOrigins: [host.url], alerts: { interval: 1, feeds: [{ id: 'tinh', file }] } });
  await server.start();
});
test.afterAll(async () => {
  host.stop();
  await server.remove();
  rmSync(folder, { recursive: true });
});

interface Warning {
  id: string;
  headline: string;
  severity?: string;
  area?: string;
}

/** The authority's feed has these from now on. */
function publish(...warnings: Warning[]): void {
  const entries = warnings.map(
    ({ id, headline, severity = 'Severe', area = 'Hà Nội' }) => `
<entry><id>urn:canh-bao:${id}</id><title>${headline}</title><updated>2026-01-05T08:00:00+07:00</updated>
<content type="text/xml"><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier>
<sender>phongchongthientai@tinh.example</sender><sent>2026-01-05T08:00:00+07:00</sent><status>Actual</status>
<msgType>Alert</msgType><scope>Public</scope><info><language>vi-VN</language><category>Met</category><event>Mưa lớn</event>
<urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty>
<expires>${new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+Z/, '-00:00')}</expires>
<headline>${headline}</headline><area><areaDesc>${area}</areaDesc></area></info></alert></content></entry>`,
  );
  writeFileSync(
    file,
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:canh-bao</id>
<title>Cảnh báo</title><updated>2026-01-05T08:00:00+07:00</updated>${entries.join('')}</feed>`,
  );
}

test('a warning is shown, a new one is announced once, a source that is away is told, and so is that there is none', async ({
  page,
}) => {
  await open(page, '<public-alerts></public-alerts>');
  const alerts = page.locator('public-alerts');
  const warnings = alerts.getByRole('listitem');

  await test.step('what is there at first is in the page, and not announced', async () => {
    await expect(warnings).toHaveText([/Rất nguy hiểm: Nước sông lên trên báo động 2/]);
    expect(await heard(page)).toEqual([]);
  });

  await test.step('a new one comes first and is announced once', async () => {
    publish(FLOOD, RAIN);
    await reloadUntil(page, async () => (await warnings.count()) === 2);
    await expect(warnings.first()).toContainText('Mưa rất to');
    await reload(page);
    await reload(page);
    expect(await heard(page)).toEqual(['assertive: Đặc biệt nguy hiểm: Mưa rất to · Hà Nội']);
  });

  await test.step('while the server is away the warnings stay, with their time, and there may be others', async () => {
    await server.stop();
    await reloadUntil(page, async () => (await stateOf(page)) === 'stale');
    await expect(warnings).toHaveCount(2);
    await expect(alerts.locator('[part=stale]')).toContainText(/\d\d:\d\d/);
    await expect(alerts.locator('[part=note]')).not.toBeEmpty();
    await expect(alerts).not.toContainText(EMPTY);
  });

  await test.step('when the authority has none, the page says so, with the time', async () => {
    publish();
    await server.start();
    await reloadUntil(page, async () => (await stateOf(page)) === 'empty');
    await expect(warnings).toHaveCount(0);
    await expect(alerts).toContainText(EMPTY);
  });
});

test('only warnings for the places, as grave as is asked for', async ({ page }) => {
  publish(
    { ...FLOOD, area: 'Đà Nẵng' },
    { ...RAIN, area: 'Toàn quốc' },
    { id: 'ret-1', headline: 'Rét đậm', severity: 'Minor' },
    { id: 'gio-1', headline: 'Gió mạnh', severity: 'Unknown', area: 'TP Hồ Chí Minh, Hà Nội' },
  );
  const titles = (tag: string): ReturnType<Page['locator']> => page.locator(tag).getByRole('listitem');
  await open(
    page,
    `<public-alerts places="ha-noi" min-severity="moderate"></public-alerts>
     <public-alerts id="child"><weather-place name="Đà Nẵng"></weather-place></public-alerts>
     <public-alerts id="english" lang="en" places="ho-chi-minh"></public-alerts>`,
  );
  await reloadUntil(page, async () => (await titles('public-alerts').count()) === 6);
  // Not known how grave: it is never left out.
  await expect(titles('public-alerts:not([id])')).toContainText(['Mưa rất to', 'Gió mạnh']);
  await expect(titles('#child')).toContainText(['Mưa rất to', FLOOD.headline]);
  await expect(titles('#english')).toContainText(['Mưa rất to', 'Gió mạnh']);
});

const EMPTY = /Tính đến \d\d:\d\d, chưa có cảnh báo nào/;

async function open(page: Page, widgets: string): Promise<void> {
  host.pages.set(
    '/',
    `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
      <script type="module" src="/civic-widgets/civic-widgets.js"></script>
      <civic-settings endpoint="${server.url}">${widgets}</civic-settings>`,
  );
  await page.goto(host.url);
  await expect.poll(async () => String(await stateOf(page))).toMatch(/^(ready|empty)$/);
  // What a screen reader is told, by how urgent the region is.
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const root = document.querySelector('public-alerts')!.shadowRoot!;
    new MutationObserver((changes) => {
      const regions = new Set(
        changes.map(({ target }) =>
          (target instanceof Element ? target : target.parentElement)?.closest('[aria-live]'),
        ),
      );
      for (const region of regions) {
        if (!region?.closest('.visually-hidden')) continue;
        const text = region.textContent.replace(/\s+/g, ' ').trim();
        if (text) heard.push(`${region.getAttribute('aria-live')}: ${text}`);
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
}

function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

function stateOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.querySelector('public-alerts')?.state);
}

async function reload(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all([...document.querySelectorAll('public-alerts')].map((one) => one.reload())));
}

/** The server asks its sources once a second. */
async function reloadUntil(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        await reload(page);
        return isSo();
      },
      { intervals: [500] },
    )
    .toBe(true);
}
