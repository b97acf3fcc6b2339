import { expect, fixture, html } from '@open-wc/testing';
import { until } from '../helpers/endpoint.ts';
import '../helpers/note-element.ts';

const asked = () =>
  performance.getEntriesByType('resource').filter(({ name }) => /\/i18n\/(languages|\w\w(-\w+)?)\.ts/.test(name));

describe('a page in English or Vietnamese', () => {
  it('is shown in the first update and fetches no other language, not even their list', async () => {
    const page = await fixture(html`<div></div>`);
    for (const [lang, title] of [
      ['en', 'Note'],
      ['vi-VN', 'Ghi chú'],
    ] as const) {
      const note = document.createElement('civic-note');
      note.lang = lang;
      page.append(note);
      await Promise.resolve();
      expect(note.shadowRoot?.querySelector('h2')?.textContent).to.equal(title);
    }
    expect(asked()).to.deep.equal([]);
  });

  it('gets one language when a widget asks for it', async () => {
    const note = await fixture<HTMLElement>(html`<civic-note lang="nl-BE"></civic-note>`);
    await until(() => note.shadowRoot?.querySelector('section'), 'the widget is drawn');
    const names = asked().map(({ name }) => name.replace(/.*\/|\?.*/g, ''));
    expect(names).to.deep.equal(['languages.ts', 'nl.ts']);
  });
});
