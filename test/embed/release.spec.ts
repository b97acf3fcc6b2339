/** The files of a release, pasted as its snippets say; and files that somebody has changed on their way. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { HostSite, WIDGETS } from './host-site.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const out = mkdtempSync(join(tmpdir(), 'civic-release-'));
const folder = join(out, version);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const site = new HostSite();
const cdn = new HostSite();
test.beforeAll(async () => {
  await Promise.all([site.start(), cdn.start()]);
  execFileSync(process.execPath, ['scripts/release.ts', '--out', out, '--base', `${cdn.url}/civic-widgets`]);
});
test.afterAll(() => {
  for (const each of [site, cdn]) each.stop();
  rmSync(out, { recursive: true });
});

/** The page with the snippet, and the release's files on another server, one of them changed. */
async function open(page: Page, snippet: string, changed?: RegExp): Promise<string[]> {
  const lines: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') lines.push(message.text());
  });
  await page.route(`${cdn.url}/civic-widgets/${version}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.split(`/${version}/`)[1]!;
    const body = read(path) + (changed?.test(path) ? '\n;globalThis.changed = true' : '');
    const contentType = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    await route.fulfill({ body, contentType, headers: { 'access-control-allow-origin': '*' } });
  });
  site.pages.set(
    '/',
    `<!doctype html><html lang="vi"><title>x</title><link rel="icon" href="data:,">${snippet}${WIDGETS}`,
  );
  await page.goto(site.url);
  return lines;
}

const works = async (page: Page): Promise<void> => {
  await expect(page.locator('district-news').getByText('Lịch tiếp công dân')).toBeVisible();
  await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
};

test('integrity.json has the hash of every file, as it lies there', () => {
  const { files } = JSON.parse(read('integrity.json')) as { files: Record<string, string> };
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(js|css)$/.test(path));
  expect(Object.keys(files).sort()).toEqual(there.sort());
  for (const [path, sum] of Object.entries(files))
    expect(sum).toBe(`sha384-${createHash('sha384').update(read(path)).digest('base64')}`);
});

test('the list of what is inside names Lit and DOMPurify, with licences, and no tool', () => {
  const { bomFormat, components } = JSON.parse(read('sbom.cdx.json')) as {
    bomFormat: string;
    components: { name: string; licenses: unknown[] }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const names = components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['dompurify', 'lit', 'lit-element', 'lit-html', '@lit/context']));
  expect(names).not.toContain('vite');
  expect(components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
  const server = (JSON.parse(read('sbom-server.cdx.json')) as { components: { name: string }[] }).components;
  expect(server.map(({ name }) => name)).toEqual(expect.arrayContaining(['hono', 'better-sqlite3', 'pg-protocol']));
});

test('security.txt names a contact, for a year and no longer', () => {
  const text = read('security.txt');
  expect(text).toMatch(/^Contact: https:\/\//m);
  const expires = Date.parse(/^Expires: (.*)$/m.exec(text)![1]!);
  expect(expires).toBeGreaterThan(Date.now() + 300 * 86_400_000);
  expect(expires).toBeLessThanOrEqual(Date.now() + 366 * 86_400_000);
});

for (const [name, entry] of [
  ['snippet.html', /civic-widgets\.all\.js$/],
  ['snippet-loader.html', /civic-widgets\.js$/],
] as const) {
  test(`${name} works from another origin, and under a policy with a nonce`, async ({ page }) => {
    const lines = await open(page, read(name));
    await works(page);
    const body = `<!doctype html><html lang="vi"><title>x</title>${read(name).replaceAll('<script', '<script nonce="n"')}${WIDGETS}`;
    const policy = "default-src 'self'; script-src 'nonce-n' 'strict-dynamic'; img-src https: data:";
    site.pages.set('/strict', { body, headers: { 'content-security-policy': `${policy}; style-src ${cdn.url}` } });
    await page.goto(`${site.url}/strict`);
    await works(page);
    expect(lines).toEqual([]);
  });

  test(`with ${name}, a changed entry is refused and the fallback stays`, async ({ page }) => {
    const lines = await open(page, read(name), entry);
    await expect.poll(() => lines.join('\n')).toContain('integrity');
    await expect(page.locator('district-news a')).toBeVisible();
    expect(await page.evaluate(() => 'changed' in globalThis)).toBe(false);
  });
}

test('with snippet-loader.html, a changed part is refused and its fallback stays', async ({ page }) => {
  const lines = await open(page, read('snippet-loader.html'), /chunks\/district-news/);
  await expect.poll(() => lines.join('\n')).toContain('integrity');
  await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
  await expect(page.locator('district-news a')).toBeVisible();
  expect(await page.evaluate(() => 'changed' in globalThis)).toBe(false);
});
