import { html, nothing, type TemplateResult } from 'lit';
import { numberFormat } from '../../i18n/format.ts';
import type { Poll } from '../../poll/model.ts';
import type { CitizenPoll } from './citizen-poll.ts';
import { percent, type ResultRow } from './results.ts';

/** The results as a table, for those who want to compare or copy numbers. */
export function renderTable({ texts }: CitizenPoll, { kind }: Poll, rows: readonly ResultRow[]): TemplateResult {
  const number = numberFormat(texts.locale);
  const total = rows.reduce((sum, { votes }) => sum + votes, 0);
  return html`<table part="results">
    <thead>
      <tr>
        <th scope="col">${texts.get('table.answer')}</th>
        <th scope="col" class="number">${texts.get('table.votes')}</th>
        <th scope="col" class="number">${texts.get('table.share')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ option, votes, share, own }) =>
          html`<tr part=${own ? 'result own' : 'result'}>
            <th scope="row">
              <bdi>${option.title}</bdi>
              ${own ? html`<span class="own" part="own-choice">${texts.get('own')}</span>` : nothing}
            </th>
            <td class="number">${number.format(votes)}</td>
            <td class="number">${percent(texts.locale, share)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${texts.get('total')}</th>
        <td class="number">${number.format(total)}</td>
        <td class="number">${kind === 'multiple' || total === 0 ? nothing : percent(texts.locale, 100)}</td>
      </tr>
    </tfoot>
  </table>`;
}
