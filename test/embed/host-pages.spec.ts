/**
 * The widgets in pages with styles and libraries of all kinds. Nothing of the page leaks in: what is computed inside the
 * shadow trees, and the picture, are those of a plain page whose font and colour are the same. Nothing leaks out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';
import { HostSite, NOW } from './host-site.ts';

const site = new HostSite();
test.use({ trace: 'off' }); // it would record every style of every element
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

const LOADER = '<script type="module" src="/civic-widgets/civic-widgets.js"></script>';
const WIDGETS = `
  <district-news src="/endpoints/news" open="dialog" show="date summary"><a href="/tin-tuc">Tin tức</a></district-news>
  <city-weather src="/endpoints/weather" places="ha-noi"></city-weather>
  <citizen-poll src="/endpoints/polls/p"></citizen-poll>`;

/** What a site says of its own text, and what a widget takes from it. */
const FONT = 'font: 16px/1.5 sans-serif !important; color: #222 !important; background: #fff !important';

/** A wide column and a narrow one. */
const WIDTHS = [600, 240] as const;
type Width = (typeof WIDTHS)[number];

/** What is computed of an element, by its name and place. */
type Styles = Map<string, string>;

/** By whether they are right to left. */
const plainPages: Record<string, Promise<Seen>> = {};

/** A page around the widgets. `stage` is the element that they stand in; in the plain page it is the same. */
interface Host {
  css?: string;
  /** On `html` or `body`. */
  attributes?: string;
  stage?: string;
  around?: [before: string, after: string];
  /** A picture that is moved or turned has other pixels. */
  hasSamePicture?: boolean;
}

/** Of a package, whatever it exports. */
const file = (path: string): string => readFileSync(`node_modules/${path}`, 'utf8');
const own = (name: string): string =>
  readFileSync(new URL(`../fixtures/hosts/${name}`, import.meta.url), 'utf8').replace('@charset "UTF-8";', '');

/** All that can be inherited and is no font, colour or direction, at its most unlike. */
const INHERITED = `
  body { text-transform: uppercase; text-indent: 3em; text-align: justify; text-align-last: right; white-space: pre;
    word-break: break-all; line-break: anywhere; overflow-wrap: anywhere; text-shadow: 2px 2px 3px red; cursor: help;
    list-style: square inside; border-collapse: collapse; border-spacing: 9px; caption-side: bottom; empty-cells: hide;
    quotes: '<' '>'; tab-size: 1; text-underline-position: under; text-underline-offset: 9px; orphans: 9; widows: 9;
    text-emphasis: filled red; -webkit-text-stroke: 1px red; -webkit-text-fill-color: red; text-wrap: nowrap;
    stroke: red; fill: red; stroke-width: 9px; stroke-dasharray: 1 9; stroke-linecap: square; fill-opacity: .2;
    text-anchor: end; dominant-baseline: hanging; paint-order: stroke; image-rendering: pixelated; line-height: 3;
    caret-color: red; accent-color: red; ruby-position: under; text-decoration-skip-ink: none; text-combine-upright: all;
    scrollbar-color: red blue; shape-rendering: crispEdges; clip-rule: evenodd; fill-rule: evenodd; }`;

const HOSTS: Record<string, Host> = {
  'Bootstrap 3': { css: file('bootstrap3/dist/css/bootstrap.min.css') },
  'Bootstrap 5': { css: file('bootstrap/dist/css/bootstrap.min.css') },
  'Tailwind preflight': { css: file('tailwindcss/preflight.css').replace(/--theme\([^;]*\)/g, 'initial') },
  Foundation: { css: file('foundation-sites/dist/css/foundation.min.css') },
  Bulma: { css: file('bulma/css/bulma.min.css'), attributes: 'data-theme="light"' },
  USWDS: { css: file('@uswds/uswds/dist/css/uswds.min.css'), stage: 'usa-prose' },
  'GOV.UK Frontend': {
    css: file('govuk-frontend/dist/govuk/govuk-frontend.min.css'),
    attributes: 'class="govuk-template govuk-template--rebranded js-enabled govuk-frontend-supported govuk-body"',
  },
  'Twenty Twenty-One of WordPress': {
    css: own('wordpress-blocks.css') + own('twentytwentyone.css'),
    attributes: 'class="wp-embed-responsive is-light-theme no-js singular"',
    stage: 'entry-content wp-block-group alignwide',
  },
  'a reset of all, !important': { css: '* { all: unset !important } head, script { display: none !important }' },
  'a reset of all that knows no margins, borders and lists': {
    css: `*, *::before, *::after { margin: 0 !important; padding: 0 !important; border: 0 !important; font: inherit !important;
      list-style: none !important; text-decoration: none !important; outline: 0 !important; box-sizing: content-box !important;
      background: none; float: none !important; transition: all 2s; appearance: none !important }`,
  },
  'rules for the tags that widgets are made of, !important': {
    css: `section, h2, h3, p, a, ul, ol, li, button, input, label, fieldset, legend, table, th, td, svg, path, time, details,
      summary, dl, dd, .widget, .heading, .item, .row, .title, .button { font: 30px serif !important; color: red !important;
      margin: 20px !important; padding: 20px !important; border: 5px solid red !important; display: block !important;
      float: left !important; width: 30px !important; letter-spacing: 9px !important; transform: rotate(9deg) !important }`,
  },
  'everything that can be inherited': { css: INHERITED },
  'font-size: 62.5%': { css: 'html { font-size: 62.5% } body { font-size: 1.6rem }' },
  'right to left, Bootstrap': { css: file('bootstrap/dist/css/bootstrap.rtl.min.css'), attributes: 'dir="rtl"' },
  'a transformed parent': {
    css: 'main { transform: rotate(3deg) scale(.9); perspective: 300px; filter: contrast(1.1); will-change: transform }',
    hasSamePicture: false,
  },
  'a table for layout': {
    css: 'table { border-collapse: collapse; text-align: center; border-spacing: 7px } td { padding: 0; vertical-align: bottom; white-space: nowrap; text-align: center }',
    around: [
      '<table align="center" width="900" cellpadding="9"><tr><td nowrap align="center">1</td><td>',
      '</td></tr></table>',
    ],
  },
  'a grid, a flex row and columns': {
    css: 'main { display: grid; grid-template-columns: max-content 1fr; place-items: center } .flex { display: flex; align-items: center }',
    around: ['<p>1</p><div class="flex">', '</div>'],
  },
  'a link in a marquee of a list of the nineties': {
    around: [
      '<center><font face="Arial" size="1" color="#ff0000"><ul type="square"><li><nobr>',
      '</nobr></li></ul></font></center>',
    ],
  },
};

for (const [name, host] of Object.entries(HOSTS)) {
  test(`nothing leaks in or out: ${name}`, async ({ page }, testInfo) => {
    const isRtl = host.attributes?.includes('rtl');
    const plain = await (plainPages[String(isRtl)] ??= seen(page, { attributes: isRtl ? 'dir="rtl"' : '' }));
    const hosted = await seen(page, host);
    expect(differences(hosted.outsideBefore, hosted.outsideAfter)).toEqual([]);
    for (const width of WIDTHS) {
      // The same elements in the same places, and then all that is computed of them.
      expect([...hosted.inside[width].keys()]).toEqual([...plain.inside[width].keys()]);
      expect(differences(plain.inside[width], hosted.inside[width])).toEqual([]);
      if (hosted.picture[width].equals(plain.picture[width]) || host.hasSamePicture === false) continue;
      const path = testInfo.outputPath(`${width}.png`);
      writeFileSync(path, hosted.picture[width]);
      writeFileSync(testInfo.outputPath(`${width}-plain.png`), plain.picture[width]);
      expect.soft(path, 'is not the plain page’s picture').toBe('');
    }
  });
}

interface Seen {
  inside: Record<Width, Styles>;
  outsideBefore: Styles;
  outsideAfter: Styles;
  picture: Record<Width, Buffer>;
}

async function seen(page: Page, host: Host): Promise<Seen> {
  const { css = '', attributes = '', stage = '', around: [before, after] = ['', ''] } = host;
  site.pages.set('/site.css', { body: css, headers: { 'content-type': 'text/css' } });
  site.pages.set(
    '/',
    `<!doctype html><html lang="vi" ${attributes}><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/site.css"><body ${attributes}>${OUTSIDE}<main>${before}
    <div id="stage" class="${stage}" style="display: block !important; inline-size: 600px; max-inline-size: none !important;
      min-inline-size: 0 !important; transition: none !important; margin: 0 !important; padding: 0 !important; ${FONT}"></div>${after}</main>`,
  );
  await page.clock.setFixedTime(NOW);
  await page.setViewportSize({ width: 1000, height: 2000 });
  await page.goto(site.url);
  const outsideBefore = await computed(page, ':is(#outside, #outside *)');
  await page.evaluate((html) => {
    document
      .querySelector('#stage')!
      .append(document.createRange().createContextualFragment(html.replace(/\s+(?=<)/g, '')));
  }, LOADER + WIDGETS);
  await expect(page.locator('district-news').getByText('Lịch tiếp công dân')).toBeVisible();
  await expect(page.locator('city-weather [part=hours] .drawing')).toBeVisible();
  await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const found = { outsideBefore, outsideAfter: await computed(page, ':is(#outside, #outside *)') };
  const inside = {} as Record<Width, Styles>;
  const picture = {} as Record<Width, Buffer>;
  for (const width of WIDTHS) {
    await page.locator('#stage').evaluate((stage: HTMLElement, width) => {
      stage.style.setProperty('inline-size', `${width}px`, 'important');
    }, width);
    inside[width] = await computed(page, 'district-news, city-weather, citizen-poll');
    picture[width] = await pictureOf(page);
  }
  return { ...found, inside, picture };
}

/** At whole pixels, or the same text has other edges; without the margins that the page gives the tags, which are its right. */
async function pictureOf(page: Page): Promise<Buffer> {
  const stage = page.locator('#stage');
  const before = await stage.evaluate((stage: HTMLElement) => {
    const style = stage.getAttribute('style') ?? '';
    stage.style.cssText += 'position: fixed !important; inset: 0 auto auto 0 !important; z-index: 9999 !important';
    for (const child of stage.children) (child as HTMLElement).style.setProperty('margin', '0', 'important');
    return { style, width: stage.clientWidth, height: Math.floor(stage.getBoundingClientRect().height) };
  });
  const { style, width, height } = before;
  const picture = await page.screenshot({ animations: 'disabled', clip: { x: 0, y: 0, width, height } });
  await stage.evaluate((stage, style) => {
    stage.setAttribute('style', style);
    for (const child of stage.children) child.removeAttribute('style');
  }, style);
  return picture;
}

/** Elements of the page itself, whose looks are none of the widgets' business. */
const OUTSIDE = `<div id="outside"><h1>1</h1><h2 class="heading">2</h2><p class="quiet">3 <a href="/">4</a></p>
  <ul class="items"><li class="item">5</li></ul><form><fieldset><legend>6</legend><label><input type="radio"> 7</label>
  <input><textarea></textarea><select><option>8</select><button class="button primary">9</button></fieldset></form>
  <table><caption>a</caption><tr><th>b</th><td class="number">c</td></tr></table><details open><summary>d</summary>e</details>
  <section class="widget"><time>f</time></section><dialog open>g</dialog><svg class="icon" width="9" height="9"><path d="M0 0h9" /></svg></div>`;

/** What is computed of every element that `selector` names, or of what is in its shadow tree, and of its pseudo-elements. */
async function computed(page: Page, selector: string): Promise<Styles> {
  const entries = await page.evaluate((selector) => {
    const found: [string, string][] = [];
    for (const [index, root] of [...document.querySelectorAll(selector)].entries()) {
      const elements = root.shadowRoot ? [...root.shadowRoot.querySelectorAll('*')] : [root];
      for (const [position, element] of elements.entries())
        for (const pseudo of ['', '::before', '::after', '::marker']) {
          const style = getComputedStyle(element, pseudo);
          if (pseudo && style.content === 'none') continue;
          const name = `${root.localName} ${index}.${position} ${element.localName}.${element.getAttribute('class') ?? ''}${pseudo}`;
          found.push([name, style.cssText]);
        }
    }
    return found;
  }, selector);
  return new Map(entries);
}

/** What is not as it should be, one line each. */
function differences(wanted: Styles, got: Styles): string[] {
  return [...wanted].flatMap(([name, styles]) => {
    const others = got.get(name) ?? '';
    if (others === styles) return [];
    const other = new Set(others.split('; '));
    return styles
      .split('; ')
      .filter((style) => !other.has(style))
      .map(
        (style) => `${name} { ${style} }, not ${[...other].find((one) => one.startsWith(style.replace(/:.*/, ':')))}`,
      );
  });
}

const LIBRARIES: Record<string, string[]> = {
  'Prototype.js': [own('prototype-1.7.3.js')],
  MooTools: [own('mootools-core-1.4.5.js')],
  'RequireJS (define.amd)': [file('requirejs/require.js')],
  jQuery: [file('jquery/dist/jquery.min.js')],
  'zone.js': [file('zone.js/bundles/zone.umd.min.js')],
};

for (const [name, scripts] of Object.entries(LIBRARIES)) {
  for (const build of ['civic-widgets.js', 'civic-widgets.all.js']) {
    test(`beside ${name}, ${build} shows everything, opens an article and votes, and leaves the page’s globals alone`, async ({
      page,
    }) => {
      const troubles: string[] = [];
      page.on('pageerror', ({ message }) => troubles.push(message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
      });
      for (const [index, body] of scripts.entries())
        site.pages.set(`/${index}.js`, { body, headers: { 'content-type': 'text/javascript' } });
      const classic = scripts.map((_, index) => `<script src="/${index}.js"></script>`).join('');
      site.pages.set(
        '/',
        `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${classic}
        <script>globalThis.before = new Set(Object.keys(globalThis).concat('before'))</script>
        <script type="module" src="/civic-widgets/${build}"></script>${WIDGETS}`,
      );
      site.votes.clear();
      await page.clock.setFixedTime(NOW);
      await page.goto(site.url);
      await expect(page.locator('city-weather [part=hours] .drawing')).toBeVisible();
      await page.locator('district-news').getByRole('link', { name: 'Lịch tiếp công dân' }).click();
      await expect(page.getByRole('dialog').getByText('Từ 8 giờ')).toBeVisible();
      await page.keyboard.press('Escape');
      const poll = page.locator('citizen-poll');
      await poll.getByRole('radio', { name: 'Có', exact: true }).check();
      await poll.getByRole('button', { name: 'Bình chọn' }).click();
      await expect(poll.getByText('100%').first()).toBeVisible();
      expect([...site.votes.values()].map(({ choices }) => choices)).toEqual([['0']]);
      const left = await page.evaluate(() => {
        const { before } = globalThis as unknown as { before: Set<string> };
        return Object.keys(globalThis).filter((name) => !before.has(name));
      });
      expect(left.filter((name) => !/^(lit|reactiveElement|__zone_symbol__)/.test(name))).toEqual([]);
      expect(troubles).toEqual([]);
    });
  }
}
