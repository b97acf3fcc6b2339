import { html, nothing, type TemplateResult } from 'lit';
import type { FeedHealth, Item, LogPage } from '../src/admin/wire.ts';
import type { Words } from './i18n/texts.ts';

/** All polls, then all surveys. */
export function renderItems(items: readonly Item[], words: Words): TemplateResult {
  return html`<h1 tabindex="-1">${words.get('section.items')}</h1>
    ${(['polls', 'surveys'] as const).map((kind) => {
      const some = items.filter((item) => item.kind === kind);
      return html`<section aria-labelledby=${kind}>
        <h2 id=${kind}>${words.get(`items.${kind}`)}</h2>
        ${
          some.length === 0
            ? html`<p class="quiet">${words.get('items.none', { command: `${kind} add` })}</p>`
            : html`<table>
                <thead>
                  <tr>
                    <th scope="col">${words.get('items.title')}</th>
                    <th scope="col">${words.get('items.state')}</th>
                    <th scope="col" class="number">${words.get('items.count')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${some.map(
                    ({ id, title, state, voters }) =>
                      html`<tr>
                        <th scope="row">
                          <a href="#/${kind}/${id}"><bdi>${title}</bdi></a>
                        </th>
                        <td><span class="state ${state}">${words.get(`state.${state}`)}</span></td>
                        <td class="number">${words.number(voters)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
        }
      </section>`;
    })}`;
}

export function renderFeeds(feeds: readonly FeedHealth[], words: Words): TemplateResult {
  return html`<h1 tabindex="-1">${words.get('section.feeds')}</h1>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.get('feed.name')}</th>
          <th scope="col">${words.get('feed.state')}</th>
          <th scope="col">${words.get('feed.fetched')}</th>
        </tr>
      </thead>
      <tbody>
        ${feeds.map(
          ({ kind, id, state, fetchedAt, detail }) =>
            html`<tr>
              <th scope="row">${words.get(`feed.${kind}`, { id })}</th>
              <td>
                <span class="state ${state}">${words.get(`feed.${state}`)}</span>
                ${detail === undefined ? nothing : html`<br /><bdi class="quiet">${detail}</bdi>`}
              </td>
              <td>${fetchedAt === undefined ? '–' : words.time(fetchedAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

export function renderLog({ entries, isWhole }: LogPage, words: Words): TemplateResult {
  return html`<h1 tabindex="-1">${words.get('section.log')}</h1>
    <p class="quiet">${words.get('log.about')}</p>
    <p class=${isWhole ? 'good' : 'fault'}>${words.get(isWhole ? 'log.whole' : 'log.broken')}</p>
    <table class="log">
      <thead>
        <tr>
          ${(['at', 'by', 'act', 'subject', 'detail'] as const).map(
            (name) => html`<th scope="col">${words.get(`log.${name}`)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          ({ at, by, action, subject, detail }) =>
            html`<tr>
              <td>${words.time(at)}</td>
              <td><bdi>${by}</bdi></td>
              <td class="act">${words.act(action)}</td>
              <td>${subject}</td>
              <td class="quiet"><bdi>${detail ?? ''}</bdi></td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
