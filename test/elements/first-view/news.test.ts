import { expect } from '@open-wc/testing';
import { show } from '../../../src/elements/district-news/first-view.ts';
import type { DistrictNews } from '../../../src/elements/district-news/district-news.ts';
import { clearCache } from '../../../src/endpoint/cache.ts';
import { numbered, rss } from '../../fixtures/news/feeds.ts';
import { endpoint, json } from '../../helpers/endpoint.ts';
import { becomesReady, drawing, place, refusal } from './helpers.ts';

const xml = (body: string) => ({ body, headers: { 'content-type': 'text/xml' } });
const FEED = xml(rss(numbered(7)));

/** In one page a tag can be undefined only once: all that is drawn before stands here, in its order. */
describe('the first view of <district-news>', () => {
  const rows = (tag: Element): Element[] => [...(tag.shadowRoot?.querySelectorAll('.item') ?? [])];

  describe('while the element is on its way', () => {
    beforeEach(() => {
      clearCache();
    });

    it('shows the list', async () => {
      const { url, asked } = await endpoint(FEED);
      const tag = place(`<district-news src="${url}" lang="vi" limit="3" heading="Tin phường"></district-news>`);
      await show(tag);
      expect(rows(tag)).to.have.length(3);
      expect(tag.shadowRoot!.querySelector('h2')).to.have.text('Tin phường');
      expect(rows(tag)[0]!.querySelector('h3 a')).to.have.property('href', 'https://ward.example/tin/1');
      expect(await asked()).to.have.length(1);
    });

    it('asks where the nearest settings say, and shows times in their zone', async () => {
      const { url } = await endpoint(FEED);
      const settings = place(
        `<civic-settings endpoint="/elsewhere" time-zone="Pacific/Kiritimati"><civic-settings endpoint="${url}">
          <district-news lang="en" show="time"></district-news></civic-settings></civic-settings>`,
      );
      const tag = settings.querySelector<HTMLElement>('district-news')!;
      await show(tag);
      expect(rows(tag)[0]!.querySelector('time')).to.contain.text('9:21');
    });

    const { url } = { url: '/nobody/asks/this' };
    for (const [what, markup] of [
      ['several sources', `<district-news src="${url} ${url}?2"></district-news>`],
      ['pictures', `<district-news src="${url}" show="date image"></district-news>`],
      ['another language', `<district-news src="${url}" lang="fr"></district-news>`],
      ['a zone that there isn’t', `<district-news src="${url}" time-zone="Hanoi"></district-news>`],
      ['news inside the tag', `<district-news><script type="application/json">{"items":[]}</script></district-news>`],
      ['no address at all', '<district-news></district-news>'],
      [
        'settings that wait for the viewport',
        `<civic-settings loading="lazy"><district-news src="${url}"></district-news></civic-settings>`,
      ],
      [
        'texts of the site’s own',
        `<civic-settings><script type="application/json" data-strings>{}</script><district-news src="${url}"></district-news></civic-settings>`,
      ],
    ] as const) {
      it(`leaves ${what} to the element`, async () => {
        const tag = place(markup);
        const news = tag.matches('district-news') ? tag : tag.querySelector<HTMLElement>('district-news')!;
        await refusal(show(news));
        expect(news.shadowRoot).to.equal(null);
      });
    }

    it('leaves a tag that a script has spoken to to the element', async () => {
      const tag = place(`<district-news src="${url}"></district-news>`);
      Object.assign(tag, { data: { items: [] } });
      await refusal(show(tag));
      const inSettings = place(`<civic-settings><district-news src="${url}"></district-news></civic-settings>`);
      Object.assign(inSettings, { fetch: () => undefined });
      await refusal(show(inSettings.querySelector('district-news')!));
    });

    for (const [what, step] of [
      ['a failure', { status: 404 }],
      ['something that is no feed', { body: '<!doctype html><p>404', headers: { 'content-type': 'text/html' } }],
      ['a feed without news', xml(rss([]))],
    ] as const) {
      it(`leaves ${what} to the element, and the fallback on show`, async () => {
        const { url } = await endpoint(step);
        const tag = place(`<district-news src="${url}"><a href="/tin">Tin tức</a></district-news>`);
        await refusal(show(tag));
        expect(tag.querySelector('a')!.getBoundingClientRect().height).to.be.above(0);
      });
    }
  });

  describe('when the element has come', () => {
    let news: DistrictNews;
    let late: HTMLElement;
    let lateShown: Promise<void>;
    let inSettings: HTMLElement;
    let drawn: { rows: Element[]; drawing: string; asked: number };
    let events: CustomEvent<{ from: string }>[];
    let asked: () => Promise<unknown[]>;

    before(async () => {
      clearCache();
      const script = await endpoint(FEED, xml(rss([...numbered(1, 0), ...numbered(7)])));
      ({ asked } = script);
      const tag = place(`<district-news src="${script.url}" lang="vi" open="link"></district-news>`);
      events = [];
      tag.addEventListener('civic-load', (event) => events.push(event as CustomEvent<{ from: string }>));
      await show(tag);
      drawn = { rows: rows(tag), drawing: drawing(tag), asked: (await asked()).length };
      rows(tag)[1]!.querySelector('a')!.focus();
      const slow = await endpoint({ ...FEED, delay: 5000 });
      late = place(`<district-news src="${slow.url}" lang="vi"></district-news>`);
      lateShown = refusal(show(late));
      const base = new URL((await endpoint(FEED)).url);
      inSettings = place(`<civic-settings endpoint="${base.href}"><district-news></district-news></civic-settings>`);
      await show(inSettings.querySelector('district-news')!);
      await import('../../../src/hydrate.ts');
      await import('../../../src/elements/district-news/district-news.define.ts');
      news = tag as DistrictNews;
      await becomesReady(news);
    });

    it('what is on show stays as it is, node by node', () => {
      expect(rows(news)).to.deep.equal(drawn.rows);
      expect(drawing(news)).to.equal(drawn.drawing);
    });

    it('the focus stays where it is', () => {
      expect(news.shadowRoot!.activeElement).to.equal(drawn.rows[1]!.querySelector('a'));
    });

    it('nothing is asked twice, and the page is told of what came from the network', async () => {
      expect(drawn.asked).to.equal(1);
      expect(await asked()).to.have.length(1);
      expect(events.map(({ detail }) => detail.from)).to.deep.equal(['network']);
      expect(news.data?.items).to.have.length(7);
    });

    it('it reacts: to attributes and to newer news, touching only what is new', async () => {
      await news.reload();
      const [first, ...others] = rows(news);
      expect(first!.querySelector('.title')).to.have.text('Tin số 0');
      expect(others).to.deep.equal(drawn.rows.slice(0, 4));
      news.heading = 'Khác';
      await news.updateComplete;
      expect(news.shadowRoot!.querySelector('h2')).to.have.text('Khác');
    });

    it('an answer that comes after it is the element’s', async () => {
      await lateShown;
      await becomesReady(late as DistrictNews);
      expect(rows(late)).to.have.length(5);
    });

    it('it waits for settings that come later, and goes on with them', async () => {
      const held = inSettings.querySelector('district-news')!;
      const [first] = rows(held);
      expect(held.state).to.equal('idle');
      await import('../../../src/elements/civic-settings/civic-settings.define.ts');
      await becomesReady(held);
      expect(rows(held)[0]).to.equal(first);
    });

    it('further tags are the element’s', async () => {
      const { url } = await endpoint(json({ items: [{ title: 'x' }] }));
      await refusal(show(place(`<district-news src="${url}"></district-news>`)));
    });
  });
});
