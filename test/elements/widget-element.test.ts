import { aTimeout, expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import '../../src/elements/civic-settings/civic-settings.define.ts';
import { clearCache } from '../../src/endpoint/response-cache.ts';
import type { CivicError } from '../../src/errors.ts';
import type { WidgetState } from '../../src/endpoint/endpoint-controller.ts';
import { REFUSED, endpoint, json, until } from '../helpers/endpoint.ts';
import { NoteElement } from '../helpers/note-element.ts';
import { hearConsole } from '../helpers/console.ts';

const hello = json({ text: 'hello' });

const shown = (note: NoteElement) => note.shadowRoot?.querySelector('.note')?.textContent;
const message = (note: NoteElement) => note.shadowRoot?.querySelector('[part=message] p')?.textContent;
const retry = (note: NoteElement) => note.shadowRoot?.querySelector<HTMLButtonElement>('[part=retry]');
const becomes = (note: NoteElement, state: WidgetState) =>
  until(() => note.state === state, `the state is ${state}, not ${note.state}`);

async function note(content: ReturnType<typeof html>): Promise<NoteElement> {
  const element = await fixture<HTMLElement>(content);
  return element instanceof NoteElement ? element : element.querySelector('civic-note')!;
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('a widget', () => {
  const lines = hearConsole();
  beforeEach(() => {
    clearCache();
  });
  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
  });

  describe('with an endpoint', () => {
    it('shows a skeleton, then the data, and says so in an event', async () => {
      const { url } = await endpoint({ ...hello, delay: 1000 });
      const element = await note(html`<civic-note src=${url} lang="en"></civic-note>`);
      expect(element.state).to.equal('loading');
      await until(() => element.shadowRoot?.querySelector('.bone'), 'a skeleton is drawn');
      expect(element.shadowRoot?.querySelector('section')).to.have.attribute('aria-busy', 'true');
      const { detail } = (await oneEvent(element, 'civic-load')) as CustomEvent;
      expect(detail).to.deep.equal({ data: { text: 'hello' }, from: 'network' });
      expect(element.state).to.equal('ready');
      expect(shown(element)).to.equal('hello');
      expect(element.shadowRoot?.querySelector('.bone')).not.to.exist;
    });

    it('is idle, with its fallback on show, while it has nothing to load', async () => {
      const element = await note(html`<civic-note><a href="/notes">All notes</a></civic-note>`);
      expect(element.state).to.equal('idle');
      expect(element.querySelector('a')!.getBoundingClientRect().height).to.be.above(0);
    });

    it('keeps the page’s fallback on show until the first success', async () => {
      const { url } = await endpoint({ ...hello, delay: 100 });
      const element = await note(html`<civic-note src=${url}><a href="/notes">All notes</a></civic-note>`);
      const link = element.querySelector('a')!;
      expect(link.getBoundingClientRect().height).to.be.above(0);
      expect(element.shadowRoot?.querySelector('.bone')).not.to.exist;
      await becomes(element, 'ready');
      await element.updateComplete;
      expect(link.getBoundingClientRect().height).to.equal(0);
    });

    it('says in a sentence that there is nothing', async () => {
      const { url } = await endpoint(json({ text: '' }));
      const element = await note(html`<civic-note src=${url} lang="en"></civic-note>`);
      await oneEvent(element, 'civic-load');
      expect(element.state).to.equal('empty');
      expect(message(element)).to.equal('There is no note.');
    });

    it('is ready again, not stale, with an answer of the same kind from reload()', async () => {
      const { url, asked } = await endpoint(hello, json({ text: 'again' }));
      const element = await note(html`<civic-note src=${url}></civic-note>`);
      await becomes(element, 'ready');
      await element.reload();
      expect(shown(element)).to.equal('again');
      expect(await asked()).to.have.length(2);
    });

    it('starts anew when src changes: what belonged to the old address is gone at once', async () => {
      const [one, other] = [await endpoint(hello), await endpoint({ ...json({ text: 'other' }), delay: 100 })];
      const element = await note(html`<civic-note src=${one.url}></civic-note>`);
      await becomes(element, 'ready');
      element.src = other.url;
      await element.updateComplete;
      expect(element.state).to.equal('loading');
      expect(shown(element)).to.equal(undefined);
      await becomes(element, 'ready');
      expect(element.data).to.deep.equal({ text: 'other' });
    });

    it('looks its time zone up while the answer is on its way, for a browser’s first use of Intl takes long', async () => {
      const order: string[] = [];
      const settings = document.createElement('civic-settings');
      settings.fetch = async () => {
        order.push('asked');
        await aTimeout(50);
        order.push('answered');
        return new Response('{"text":"hello"}', { headers: { 'content-type': 'application/json' } });
      };
      class ZonedNote extends NoteElement {
        override get zone(): string | undefined {
          order.push('zone');
          return super.zone;
        }
      }
      customElements.define('civic-zoned-note', ZonedNote);
      const element = new ZonedNote();
      element.src = '/slow';
      settings.append(element);
      await fixture(html`${settings}`);
      await becomes(element, 'ready');
      expect(order).to.deep.equal(['asked', 'zone', 'answered']);
    });

    it('ignores an answer that a newer question has overtaken', async () => {
      const [slow, fast] = [await endpoint({ ...json({ text: 'old' }), delay: 300 }), await endpoint(hello)];
      const element = await note(html`<civic-note src=${slow.url}></civic-note>`);
      element.src = fast.url;
      await becomes(element, 'ready');
      await aTimeout(400);
      expect(shown(element)).to.equal('hello');
    });

    it('ends its request when it is taken out, and loads when it is put back', async () => {
      const { url, asked } = await endpoint({ ...hello, delay: 1000 }, hello);
      const element = await note(html`<civic-note src=${url}></civic-note>`);
      await until(async () => (await asked()).length === 1, 'the server was asked');
      const parent = element.parentElement!;
      element.remove();
      await until(async () => (await asked())[0]?.aborted, 'the server noticed');
      parent.append(element);
      await becomes(element, 'ready');
      expect(shown(element)).to.equal('hello');
    });

    it('asks nothing by itself once it is out of the page, where it has no settings', async () => {
      const asked: unknown[] = [];
      const { fetch } = window;
      window.fetch = (input) => {
        asked.push(input);
        return Promise.reject(new TypeError('not by this one'));
      };
      try {
        const settings = document.createElement('civic-settings');
        settings.fetch = () => Promise.resolve(new Response('{"text":"hello"}'));
        const element = document.createElement('civic-note');
        element.src = '/by-the-site';
        settings.append(element);
        await fixture(html`${settings}`);
        await becomes(element, 'ready');
        element.remove();
        element.requestUpdate();
        await element.updateComplete;
        await aTimeout(20);
        expect(asked).to.deep.equal([]);
        settings.append(element);
        await element.updateComplete;
        expect(shown(element)).to.equal('hello');
      } finally {
        window.fetch = fetch;
      }
    });

    it('goes on with its request when it is moved', async () => {
      const { url, asked } = await endpoint({ ...hello, delay: 200 });
      const element = await note(html`<civic-note src=${url}></civic-note>`);
      await until(async () => (await asked()).length === 1, 'the server was asked');
      element.parentElement!.append(element);
      await becomes(element, 'ready');
      expect(await asked()).to.have.length(1);
    });

    it('waits until it is near the viewport when it is lazy', async () => {
      const { url, asked } = await endpoint(hello);
      const far = await note(
        html`<div style="padding-top: 5000px"><civic-note src=${url} loading="lazy"></civic-note></div>`,
      );
      await nextFrame();
      await aTimeout(100);
      expect(far.state).to.equal('idle');
      expect(await asked()).to.have.length(0);
      far.scrollIntoView();
      await becomes(far, 'ready');
      scrollTo(0, 0);
    });
  });

  describe('when the endpoint fails', () => {
    for (const [what, step, code, sentence] of [
      [
        'HTML instead of JSON',
        { body: '<!doctype html>' },
        'format',
        'The server’s answer cannot be read. Please try again later.',
      ],
      ['an empty body', { body: '' }, 'format', 'The server’s answer cannot be read. Please try again later.'],
      ['403', { status: 403 }, 'http', 'There is a problem with the server at the moment. Please try again later.'],
      ['404', { status: 404 }, 'http', 'This content is no longer available.'],
      [
        'more than 5 MB',
        { body: 'x'.repeat(100_000), times: 60 },
        'too-large',
        'The server’s answer is too large to show.',
      ],
      ['silence', { delay: 9000 }, 'timeout', 'The server took too long to answer. Please try again.'],
    ] as const) {
      it(`${what}: a sentence for the citizen, one line for the developer`, async () => {
        const { url } = await endpoint(step);
        const element = await note(html`<civic-note src=${url} lang="en" timeout="1"></civic-note>`);
        const { detail } = (await oneEvent(element, 'civic-error')) as CustomEvent<{ error: CivicError }>;
        await element.updateComplete;
        expect(detail.error).to.equal(element.error);
        expect(element.error).to.include({ code });
        expect(element.state).to.equal('error');
        expect(message(element)).to.equal(sentence);
        expect(lines).to.have.length(1);
        expect(lines[0]).to.match(new RegExp(`^<civic-note> ${code}: .*`));
      });
    }

    it('names the endpoint on the console, once for all widgets that ask it', async () => {
      const { url } = await endpoint({ status: 403 });
      const all = await Promise.all([1, 2, 3].map(() => note(html`<civic-note src=${url}></civic-note>`)));
      await Promise.all(all.map((each) => becomes(each, 'error')));
      expect(lines).to.deep.equal([`<civic-note> http: HTTP 403 (${url})`]);
    });

    it('tries again on the citizen’s press, and keeps the focus in the widget', async () => {
      const { url } = await endpoint({ status: 404 }, hello);
      const element = await note(html`<civic-note src=${url}></civic-note>`);
      await becomes(element, 'error');
      await element.updateComplete;
      retry(element)!.focus();
      retry(element)!.click();
      await becomes(element, 'ready');
      await element.updateComplete;
      expect(shown(element)).to.equal('hello');
      expect(document.activeElement).to.equal(element);
    });

    it('leaves the drawing to a page that cancels the event', async () => {
      const { url } = await endpoint({ status: 404 });
      const parent = await fixture(html`<div></div>`);
      parent.addEventListener('civic-error', (event) => event.preventDefault());
      const element = document.createElement('civic-note');
      element.src = url;
      parent.append(element);
      await becomes(element, 'error');
      await element.updateComplete;
      expect(message(element)).to.equal(undefined);
    });

    it('keeps the last data on show and says how old it is', async () => {
      const { url } = await endpoint(hello, { status: 404 });
      const element = await note(html`<civic-note src=${url} lang="en"></civic-note>`);
      await becomes(element, 'ready');
      await element.reload();
      expect(element.state).to.equal('stale');
      expect(element.error).to.include({ code: 'http' });
      expect(shown(element)).to.equal('hello');
      expect(element.shadowRoot?.querySelector('[part=stale]')?.textContent).to.match(
        /^Refresh failed, trying again · Updated \d/,
      );
    });

    it('announces a retry that was asked for, and no refresh after it', async () => {
      const { url } = await endpoint({ status: 404 }, hello, hello);
      const element = await note(html`<civic-note src=${url} lang="en"></civic-note>`);
      await becomes(element, 'error');
      const region = element.shadowRoot!.querySelector('[aria-live=polite]')!;
      element.shadowRoot!.querySelector<HTMLElement>('[part=retry]')!.click();
      await element.updateComplete;
      expect(region.textContent.trim()).to.equal('Loading…');
      await becomes(element, 'ready');
      expect(region.textContent.trim()).to.match(/^Updated \d/);
      await element.reload();
      expect(region.textContent.trim()).to.equal('');
    });

    it('tries again by itself when the device is back online', async () => {
      const { url } = await endpoint({ status: 503, headers: { 'retry-after': '8' } }, hello);
      const element = await note(html`<civic-note src=${url}></civic-note>`);
      await becomes(element, 'error');
      clearCache();
      window.dispatchEvent(new Event('online'));
      await becomes(element, 'ready');
    });

    it('shows the page’s own words for empty and failed widgets', async () => {
      const { url } = await endpoint({ status: 404 });
      const element = await note(html`<civic-note src=${url}><p slot="error">Sorry!</p></civic-note>`);
      await becomes(element, 'error');
      await element.updateComplete;
      expect(element.querySelector('p')!.getBoundingClientRect().height).to.be.above(0);
    });
  });

  describe('that refreshes', () => {
    it('asks again after its time, without a skeleton', async () => {
      const { url } = await endpoint(hello, { ...json({ text: 'new' }), delay: 200 });
      const element = await note(html`<civic-note src=${url} refresh="1"></civic-note>`);
      await becomes(element, 'ready');
      await until(() => shown(element) === 'new', 'the new text is there');
      expect(element.state).to.equal('ready');
    });

    it('shares the refresh with all widgets of the page', async () => {
      const { url, asked } = await endpoint(hello, json({ text: 'new' }));
      const all = await Promise.all([1, 2, 3].map(() => note(html`<civic-note src=${url} refresh="1"></civic-note>`)));
      await until(() => all.every((each) => shown(each) === 'new'), 'all have the new text');
      expect(await asked()).to.have.length(2);
    });

    it('rests while the page is hidden, and catches up when it is shown', async () => {
      const { url, asked } = await endpoint(hello, json({ text: 'new' }));
      const element = await note(html`<civic-note src=${url} refresh="1"></civic-note>`);
      await becomes(element, 'ready');
      hide(true);
      await aTimeout(1300);
      expect(await asked()).to.have.length(1);
      hide(false);
      await until(() => shown(element) === 'new', 'the new text is there', 600);
    });

    it('never asks more than once a second', async () => {
      const { url, asked } = await endpoint(hello);
      const element = await note(html`<civic-note src=${url} refresh="0.01"></civic-note>`);
      await becomes(element, 'ready');
      await aTimeout(500);
      expect(await asked()).to.have.length(1);
    });

    it('stops when it is taken out of the page', async () => {
      const { url, asked } = await endpoint(hello);
      const element = await note(html`<civic-note src=${url} refresh="1"></civic-note>`);
      await becomes(element, 'ready');
      element.remove();
      await aTimeout(1300);
      expect(await asked()).to.have.length(1);
    });
  });

  describe('with data of the page', () => {
    it('shows an object or a text that is set, and asks nobody', async () => {
      const { url, asked } = await endpoint(json({ text: 'fetched' }));
      for (const data of [{ text: 'given' }, '{"text":"given"}']) {
        const element = document.createElement('civic-note');
        Object.assign(element, { src: url, data });
        (await fixture(html`<div></div>`)).append(element);
        const { detail } = (await oneEvent(element, 'civic-load')) as CustomEvent<{ from: string }>;
        expect(detail.from).to.equal('page');
        expect(shown(element)).to.equal('given');
      }
      expect(await asked()).to.have.length(0);
    });

    it('reads a JSON script inside it, also one that comes later', async () => {
      const element = await note(html`<civic-note></civic-note>`);
      const script = document.createElement('script');
      script.type = 'application/json';
      script.textContent = '{"text":"inside"}';
      element.append(script);
      await becomes(element, 'ready');
      expect(element.data).to.deep.equal({ text: 'inside' });
    });

    it('takes no harm from a framework that writes [object Object]', async () => {
      const { url } = await endpoint(hello);
      const element = document.createElement('civic-note');
      element.setAttribute('data', '[object Object]');
      (element as { data: unknown }).data = '[object Object]';
      element.src = url;
      (await fixture(html`<div></div>`)).append(element);
      await becomes(element, 'ready');
      expect(element.data).to.deep.equal({ text: 'hello' });
    });

    it('takes data that was set before the element was defined', async () => {
      const element = document.createElement('civic-late-note');
      (element as unknown as { data: unknown }).data = { text: 'early' };
      (await fixture(html`<div></div>`)).append(element);
      customElements.define('civic-late-note', class extends NoteElement {});
      await until(() => (element as NoteElement).state === 'ready', 'it is ready');
      expect(shown(element as NoteElement)).to.equal('early');
    });
  });

  describe('its frame', () => {
    it('has a title in the page’s language, at the level asked for', async () => {
      const element = await note(html`<div lang="vi"><civic-note heading-level="4"></civic-note></div>`);
      const title = element.shadowRoot?.querySelector('h4');
      expect(title?.textContent).to.equal('Ghi chú');
      element.heading = 'Của phường';
      await element.updateComplete;
      expect(element.shadowRoot?.querySelector('h4')?.textContent).to.equal('Của phường');
      element.heading = '';
      await element.updateComplete;
      expect(element.shadowRoot?.querySelector('h4')).not.to.exist;
      expect(element.shadowRoot?.querySelector('section')).to.have.attribute('aria-label', 'Ghi chú');
    });

    it('offers its state to the page’s CSS', async () => {
      const { url } = await endpoint(hello);
      const element = await note(html`<civic-note src=${url}></civic-note>`);
      await becomes(element, 'ready');
      await element.updateComplete;
      expect(element.matches(':state(ready)')).to.equal(true);
      expect(element.matches(':state(loading)')).to.equal(false);
    });

    it('is accessible in every state', async () => {
      const steps = { loading: { delay: 3000 }, ready: hello, empty: json({ text: '' }), error: { status: 404 } };
      for (const [state, step] of Object.entries(steps)) {
        const element = await note(html`<civic-note src=${(await endpoint(step)).url} lang="vi"></civic-note>`);
        await becomes(element, state as WidgetState);
        await expect(element).to.be.accessible();
      }
      const { url } = await endpoint(hello, { status: 404 });
      const element = await note(html`<civic-note src=${url} lang="vi"></civic-note>`);
      await becomes(element, 'ready');
      await element.reload();
      await expect(element).to.be.accessible();
    });
  });

  describe('its language', () => {
    it('follows the nearest lang, across shadow roots, and changes live', async () => {
      const outer = await fixture<HTMLElement>(html`<div lang="vi-VN"><div></div></div>`);
      const root = outer.firstElementChild!.attachShadow({ mode: 'open' });
      const element = document.createElement('civic-note');
      root.append(element);
      await element.updateComplete;
      const title = () => element.shadowRoot?.querySelector('h2')?.textContent;
      expect(title()).to.equal('Ghi chú');
      outer.lang = 'en';
      await until(() => title() === 'Note', 'the title is English');
      element.lang = 'vi';
      await until(() => title() === 'Ghi chú', 'the title is Vietnamese');
    });

    for (const lang of ['xx', 'C', 'not a language', 'constructor']) {
      it(`speaks English, and says so, where lang is "${lang}"`, async () => {
        const element = await note(html`<civic-note lang=${lang}></civic-note>`);
        expect(element.shadowRoot?.querySelector('section')).to.have.attribute('lang', 'en');
        expect(element.shadowRoot?.querySelector('h2')?.textContent).to.equal('Note');
      });
    }

    it('takes vi_VN for vi-VN', async () => {
      const element = await note(html`<civic-note lang="vi_VN"></civic-note>`);
      expect(element.shadowRoot?.querySelector('section')).to.have.attribute('lang', 'vi-VN');
    });
  });

  it('names a time zone that does not exist on the console and goes on', async () => {
    const { url } = await endpoint(hello, hello, { status: 404 });
    const element = await note(html`<civic-note src=${url} time-zone="Asia/Atlantis"></civic-note>`);
    await becomes(element, 'ready');
    await element.reload();
    await element.reload();
    expect(element.state).to.equal('stale');
    expect(lines.filter((line) => line.includes('time-zone'))).to.deep.equal([
      '<civic-note> time-zone: there is no "Asia/Atlantis"',
    ]);
  });

  it('says that the connection failed when nobody listens', async () => {
    const element = await note(html`<civic-note src=${REFUSED} lang="vi"></civic-note>`);
    await becomes(element, 'error');
    await element.updateComplete;
    expect(element.error).to.include({ code: 'network' });
    expect(message(element)).to.equal('Không kết nối được với máy chủ. Vui lòng kiểm tra kết nối mạng rồi thử lại.');
  });
});
