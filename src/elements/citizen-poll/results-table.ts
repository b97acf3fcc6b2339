import { html, type TemplateResult } from 'lit';
import type { poll as en } from '../../i18n/en/poll.ts';
import { numberFormat } from '../../i18n/format.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import type { Poll } from '../../poll/model.ts';
import { percent, type ResultRow } from './results.ts';

/** The results as a table, for those who want to compare or copy numbers. */
export function tableRenderer(texts: TextsController<typeof en>) {
  return (rows: readonly ResultRow[], poll: Poll): TemplateResult => {
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
                <span dir="auto">${option.title}</span>
                ${own ? html`<span class="own" part="own-choice">${texts.get('own')}</span>` : ''}
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
          <td class="number">${poll.kind === 'multiple' || total === 0 ? '' : percent(texts.locale, 100)}</td>
        </tr>
      </tfoot>
    </table>`;
  };
}
