/** What compiles against the package's types in an app, and what does not. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the package, whose own name leads to what is built. */
const FILE = join(ROOT, 'dist/types-test.tsx');

/** Each line must compile; one with a comment behind it must not. */
const APP = `
import 'civic-widgets/define';
import type {} from 'civic-widgets/jsx';
import type { NewsFeed, NewsItem, Poll, PublicAlert, Survey, WeatherReport } from 'civic-widgets';
import { DistrictNews as News, CitizenPoll as PollOf, CivicSettings as SettingsOf, PublicAlerts as Alerts, WeatherPlace } from 'civic-widgets/react';
import { renderWidget } from 'civic-widgets/server';
import { createRef } from 'react';

const news = document.createElement('district-news');
news.addEventListener('civic-load', ({ detail }) => { const feed: NewsFeed = detail.data; void feed; });
news.addEventListener('civic-load', ({ detail }) => { const feed: Poll = detail.data; void feed; }); // not its model
news.addEventListener('civic-article', ({ detail }) => { const item: NewsItem = detail.item; void item; });
news.addEventListener('click', ({ clientX }) => clientX);
news.addEventListener('of-the-page', (event) => event.type);
news.addEventListener('civic-load', function () { this.limit = 3; }, { once: true });
document.querySelector('city-weather')!.addEventListener('civic-load', ({ detail }) => { const reports: WeatherReport[] = detail.data; void reports; });
document.querySelector('citizen-poll')!.addEventListener('civic-load', ({ detail }) => { const poll: Poll = detail.data; void poll; });
document.querySelector('citizen-poll')!.addEventListener('civic-vote', ({ detail }) => detail.choices.join());
document.querySelector('public-alerts')!.addEventListener('civic-load', ({ detail }) => { const alerts: PublicAlert[] = detail.data; void alerts; });
document.querySelector('citizen-survey')!.addEventListener('civic-response', ({ detail }) => { const survey: Survey = detail.survey; void [survey, detail.answers['q1']]; });
document.addEventListener('civic-vote', ({ detail }) => detail.poll.id);
document.addEventListener('civic-article', ({ detail }) => detail.item.title);
window.addEventListener('civic-error', ({ detail }) => detail.error.code);
document.addEventListener('civic-vote', ({ detail }) => detail.polls); // no such detail
const asElement: HTMLElement = news;

const tags = [
  <district-news oncivic-load={({ detail }) => detail.data.items.length} oncivic-article={({ detail }) => detail.item.url} aria-busy="true" data-a="b" />,
  <district-news oncivic-error={(event) => event.preventDefault()} new-tab heading-level={3} />,
  <district-news oncivic-vote={() => undefined} />, // news have no votes
  <citizen-poll oncivic-vote={({ detail }) => detail.choices} />,
  <citizen-survey survey="mot-cua" layout="steps" oncivic-response={({ detail }) => detail.answers} />,
];

const ref = createRef<HTMLElementTagNameMap['district-news']>();
const components = [
  <News ref={ref} headingLevel={3} newTab className="ward" data={{ items: [] }} html="" onCivicLoad={({ detail }) => detail.data.items.length} />,
  <PollOf onCivicVote={({ detail }) => detail.poll.id} onClick={(event) => event.currentTarget.kiosk} />,
  <SettingsOf endpoint="/api"><WeatherPlace name="Huế" latitude={16} /></SettingsOf>,
  <News onCivicLod={() => undefined} />, // misspelt
  <News onCivicVote={() => undefined} />, // news have no votes
  <News layout="table" />, // no such layout
  <Alerts layout="banner" minSeverity="severe" onCivicLoad={({ detail }) => detail.data.map(({ headline }) => headline)} />,
  <Alerts minSeverity="grave" />, // no such severity
  <News headingLevel="three" />, // a number
  <PollOf onCivicVote={({ detail }) => detail.votes} />, // no such detail
];

const drawn = [
  renderWidget('district-news', { lang: 'vi', layout: 'cards', 'heading-level': 3, 'new-tab': true, 'data-id': 1 }, {}, { url: '', nonce: '', reserve: '' }),
  renderWidget('city-weather', { layout: 'compact', units: 'metric' }, ''),
  renderWidget('public-alerts', { layout: 'banner', 'min-severity': 'severe', places: 'hue' }, []),
  renderWidget('public-alerts', { 'min-severity': 'grave' }, []), // no such severity
  renderWidget('district-news', { layout: 'compact' }, ''), // a layout of the weather
  renderWidget('district-news', { headingLevel: 3 }, ''), // not an attribute
  renderWidget('district-news', { 'heading-level': 'three' }, ''), // a number
  renderWidget('district-news', { state: 'ready' }, ''), // not to be set
  renderWidget('district-newses', {}, ''), // no such tag
];
export { asElement, tags, components, drawn };
`;

describe('the types of the package', () => {
  after(() => rmSync(FILE, { force: true }));

  it('let through what is right and refuse what is wrong', () => {
    writeFileSync(FILE, APP);
    const program = ts.createProgram([FILE], {
      ...{ strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.ReactJSX },
      ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, skipLibCheck: true },
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    });
    const refused = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => ({
      line: file ? file.getLineAndCharacterOfPosition(start).line : -1,
      text: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
    const lines = APP.split('\n');
    const wrong = lines.flatMap((line, i) => (/; \/\/|, \/\/|\); \/\//.test(line) ? [i] : []));
    assert.deepEqual(
      refused.filter(({ line }) => !wrong.includes(line)),
      [],
      'must compile',
    );
    assert.deepEqual(
      wrong.filter((i) => !refused.some(({ line }) => line === i)).map((i) => lines[i]),
      [],
      'must not compile',
    );
  });
});
