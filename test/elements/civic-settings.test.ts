import { expect, fixture, html } from '@open-wc/testing';
import { CivicSettings } from '../../src/elements/civic-settings/civic-settings.ts';
import { clearCache } from '../../src/endpoint/response-cache.ts';
import { endpoint, json, until } from '../helpers/endpoint.ts';
import { type NoteElement } from '../helpers/note-element.ts';

const define = () => customElements.get('civic-settings') ?? customElements.define('civic-settings', CivicSettings);
const shown = (note: Element) => note.shadowRoot?.querySelector('.note')?.textContent;
const title = (note: Element) => note.shadowRoot?.querySelector('h2')?.textContent;

/** An endpoint whose answer at any path is this text. */
async function saying(text: string): Promise<string> {
  return (await endpoint(json({ text }))).url;
}

// These run in order: the first needs a page where <civic-settings> isn't defined yet.
describe('<civic-settings>', () => {
  beforeEach(clearCache);

  it('reaches widgets that were defined and inserted before it; until then they ask nobody', async () => {
    const [own, { url, asked }] = [await endpoint(json({ text: 'own' })), await endpoint(json({ text: 'late' }))];
    const page = await fixture<HTMLElement>(
      html`<civic-settings endpoint=${url} credentials="omit"
        ><civic-note></civic-note><civic-note src=${own.url}></civic-note
      ></civic-settings>`,
    );
    const [note, other] = page.querySelectorAll('civic-note') as unknown as [NoteElement, NoteElement];
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(note.state).to.equal('idle');
    expect(await own.asked()).to.have.length(0);
    define();
    await until(() => shown(note) === 'late' && shown(other) === 'own', 'both are ready');
    expect((await asked())[0]?.url).to.match(/\/note$/);
  });

  it('reaches widgets that are inserted later, at any depth and across shadow roots', async () => {
    define();
    const page = await fixture<HTMLElement>(
      html`<civic-settings endpoint=${await saying('deep')}><div></div></civic-settings>`,
    );
    const note = document.createElement('civic-note');
    page.firstElementChild!.attachShadow({ mode: 'open' }).append(note);
    await until(() => shown(note) === 'deep', 'the note is ready');
  });

  it('reaches widgets that it is put around', async () => {
    const note = await fixture<NoteElement>(html`<civic-note></civic-note>`);
    expect(note.state).to.equal('idle');
    const settings = document.createElement('civic-settings');
    settings.endpoint = await saying('around');
    note.replaceWith(settings);
    settings.append(note);
    await until(() => shown(note) === 'around', 'the note is ready');
  });

  it('follows a widget that moves from one to another and out again', async () => {
    const page = await fixture<HTMLElement>(
      html`<div>
        <civic-settings id="a" endpoint=${await saying('a')}><civic-note></civic-note></civic-settings>
        <civic-settings id="b" endpoint=${await saying('b')}></civic-settings>
      </div>`,
    );
    const note = page.querySelector('civic-note')!;
    await until(() => shown(note) === 'a', 'the note shows a');
    page.querySelector('#b')!.append(note);
    await until(() => shown(note) === 'b', 'the note shows b');
    page.append(note);
    await until(() => note.state === 'idle', 'the note is idle');
  });

  it('changes live', async () => {
    const settings = await fixture<CivicSettings>(
      html`<civic-settings endpoint=${await saying('before')}><civic-note></civic-note></civic-settings>`,
    );
    const note = settings.querySelector('civic-note')!;
    await until(() => shown(note) === 'before', 'the note shows the first');
    settings.setAttribute('endpoint', `${await saying('after')}/`);
    await until(() => shown(note) === 'after', 'the note shows the second');
  });

  it('is overruled by the widget’s own attribute, and rules over settings further out', async () => {
    const { url, asked } = await endpoint(json({ text: 'x' }));
    const page = await fixture<HTMLElement>(
      html`<civic-settings endpoint=${await saying('outer')} lang="vi" refresh="600">
        <civic-settings endpoint=${await saying('inner')} lang="en">
          <civic-note id="inner"></civic-note>
          <civic-note id="own" src=${url} lang="vi"></civic-note>
        </civic-settings>
      </civic-settings>`,
    );
    const [inner, own] = [...page.querySelectorAll('civic-note')] as [NoteElement, NoteElement];
    await until(() => shown(inner) === 'inner' && shown(own) === 'x', 'both are ready');
    expect([title(inner), title(own)]).to.deep.equal(['Note', 'Ghi chú']);
    expect(await asked()).to.have.length(1);
    // What the inner settings don't say comes from the outer.
    const { refresh } = (own as unknown as { requestOptions(): { refresh: number } }).requestOptions();
    expect(refresh).to.equal(600);
  });

  it('gives a replacement for fetch', async () => {
    const settings = document.createElement('civic-settings');
    settings.endpoint = 'https://portal.example/api';
    const asked: string[] = [];
    settings.fetch = (input) => {
      asked.push(String(input));
      return Promise.resolve(Response.json({ text: 'replaced' }));
    };
    const note = document.createElement('civic-note');
    settings.append(note);
    (await fixture(html`<div></div>`)).append(settings);
    await until(() => shown(note) === 'replaced', 'the note is ready');
    expect(asked).to.deep.equal(['https://portal.example/api/note']);
  });

  it('words single texts differently, by property and by a JSON script, live', async () => {
    const settings = await fixture<CivicSettings>(
      html`<civic-settings lang="vi">
        <script type="application/json" data-strings>
          { "note.heading": "Ghi chú của phường" }
        </script>
        <civic-note></civic-note>
      </civic-settings>`,
    );
    const note = settings.querySelector('civic-note')!;
    await until(() => title(note) === 'Ghi chú của phường', 'the title is the script’s');
    settings.strings = { 'note.heading': 'Ghi chú mới' };
    await until(() => title(note) === 'Ghi chú mới', 'the title is the property’s');
    settings.strings = undefined;
    settings.querySelector('script')!.textContent = '{';
    await until(() => title(note) === 'Ghi chú', 'a broken script changes nothing');
  });

  it('takes no room of its own', async () => {
    const settings = await fixture(html`<civic-settings><p>text</p></civic-settings>`);
    expect(getComputedStyle(settings).display).to.equal('contents');
    await expect(settings).to.be.accessible();
  });
});
