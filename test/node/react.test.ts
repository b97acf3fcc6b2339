/** `civic-widgets/react` on a server: what React writes into the page before there are elements. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { type ElementType, createElement } from 'react';
import { renderToString } from 'react-dom/server';

const dist = new URL('../../dist/', import.meta.url).href;
const components = (await import(`${dist}frameworks/react.js`)) as Record<string, ElementType>;
const { renderWidget } = (await import(`${dist}server.js`)) as typeof import('../../src/server.ts');
const { DistrictNews, CivicSettings, CityWeather } = components as Record<string, ElementType> & {
  DistrictNews: ElementType;
  CivicSettings: ElementType;
  CityWeather: ElementType;
};
const news = { items: [{ id: '1', title: 'Hỏi > đáp', url: 'https://phuong.example/1' }] };

it('has a component for every element', () => {
  const elements = [
    ...readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8').matchAll(/"tagName"/g),
  ];
  assert.equal(Object.keys(components).length, elements.length);
});

it('writes attributes, and leaves objects and listeners to the browser', () => {
  const props = {
    ...{ headingLevel: 3, newTab: true, structuredData: false, className: 'ward', id: 'news', lang: 'vi' },
    ...{ data: news, onCivicLoad: () => undefined, heading: undefined },
  };
  assert.equal(
    renderToString(createElement(DistrictNews, props)),
    '<district-news heading-level="3" new-tab="" class="ward" id="news" lang="vi"></district-news>',
  );
});

it('has what `renderWidget` drew inside', async () => {
  const html = await renderWidget('district-news', { lang: 'vi', heading: 'a > b' }, news);
  const drawn = renderToString(createElement(DistrictNews, { html, lang: 'vi', heading: 'a > b' }));
  assert.match(drawn, /^<district-news lang="vi" heading="a &gt; b"><template [^]*Hỏi &gt; đáp[^]*<\/district-news>$/);
  assert.equal(drawn.match(/<district-news/g)?.length, 1);
});

it('has children', () => {
  const weather = createElement(CityWeather, { key: 1 }, createElement('a', { href: '/' }, 'Thời tiết'));
  assert.equal(
    renderToString(createElement(CivicSettings, { endpoint: '/api', timeZone: 'Asia/Bangkok' }, weather)),
    '<civic-settings endpoint="/api" time-zone="Asia/Bangkok"><city-weather><a href="/">Thời tiết</a></city-weather></civic-settings>',
  );
});
