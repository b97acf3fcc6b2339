import { expect, type Page } from '@playwright/test';
import { VIETNAM } from '../../src/weather/gazetteer.ts';
import { troubles } from './layout.ts';
import { elementStories, open, test } from './stage.ts';

for (const { id } of elementStories) {
  test(`${id} has all its words from the dictionaries, and room for longer ones`, async ({ pseudo: page }) => {
    await page.evaluate(() => (globalThis as unknown as { answers: string[] }).answers.splice(0));
    await open(page, id, { width: 320, height: 640 });
    expect.soft(await troubles(page), 'at 320 px').toEqual([]);
    const data = new Set([...wordsOf(decoded(await given(page))), ...PLACES, ...INTL]);
    const plain = (await said(page)).filter((text) =>
      wordsOf(text).some((word) => /[a-z]/i.test(word) && !data.has(word)),
    );
    expect.soft(plain, 'in no dictionary').toEqual([]);
  });
}

/** What a site or an endpoint gives is in no dictionary. */
function given(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { answers } = globalThis as unknown as { answers: string[] };
    const widgets = [
      ...document.querySelectorAll('.stage :is(district-news, city-weather, citizen-poll, citizen-survey)'),
    ];
    const data = widgets.map((widget) => [
      widget.outerHTML,
      JSON.stringify((widget as unknown as { data?: object }).data),
    ]);
    return [...answers, ...data.flat()].join(' ');
  });
}

/** Every letter from a to z has another shape in the pseudo-language: a word that has one is from elsewhere. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}]+/gu) ?? [];
}

/** Names and signs that come with the widgets; A stands for the size of text. In English, places have no marks. */
const PLACES = wordsOf(`${VIETNAM} ${withoutMarks(VIETNAM)} Hanoi City Open-Meteo.com A hPa inHg`);

/** What `Intl` says in the language of the page: names of months and days, units, "in 3 hours", "and". */
const INTL = (() => {
  const said: string[] = [];
  for (let day = 0; day < 366; day++) {
    const date = new Date(Date.UTC(2026, 0, 1 + day, day % 24));
    for (const dateStyle of ['full', 'medium'] as const)
      said.push(new Intl.DateTimeFormat('en', { dateStyle, timeStyle: 'short' }).format(date));
    said.push(new Intl.DateTimeFormat('en', { weekday: 'short', month: 'short' }).format(date));
  }
  for (const unit of ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const)
    for (const value of [-2, -1, 1, 2])
      said.push(new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(value, unit));
  for (const unit of [
    'celsius',
    'fahrenheit',
    'kilometer-per-hour',
    'mile-per-hour',
    'millimeter',
    'inch',
    'meter',
    'kilometer',
    'foot',
    'mile',
    'second',
  ])
    for (const unitDisplay of ['short', 'long'] as const)
      for (const value of [1, 2])
        said.push(new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay }).format(value));
  said.push(new Intl.ListFormat('en').format(['1', '2', '3']));
  return said.flatMap(wordsOf);
})();

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

function decoded(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\[nrt]/g, ' ');
}

/** All that a citizen reads or hears in the widgets: texts, names and descriptions, what style sheets insert. */
function said(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!(root instanceof ShadowRoot) || element.matches('style, slot')) continue;
        for (const node of element.childNodes) if (node instanceof Text) found.add(node.data.trim());
        for (const name of [
          'aria-label',
          'aria-valuetext',
          'aria-description',
          'aria-roledescription',
          'title',
          'alt',
          'placeholder',
        ])
          found.add(element.getAttribute(name) ?? '');
        for (const part of ['::before', '::after'])
          found.add(getComputedStyle(element, part).content.replace(/^none$|^normal$/, ''));
      }
    };
    walk(document.querySelector('.stage')!);
    return [...found].filter(Boolean);
  });
}
