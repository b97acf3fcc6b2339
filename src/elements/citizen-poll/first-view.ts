import type { ballot as ballotTexts } from '../../i18n/en/ballot.ts';
import { offline as offlineEn } from '../../i18n/en/offline.ts';
import type { poll as pollTexts } from '../../i18n/en/poll.ts';
import { offline as offlineVi } from '../../i18n/vi/offline.ts';
import { hasCounts, maySeeResults, phaseOf } from '../../poll/model.ts';
import { loadPoll } from '../../poll/load.ts';
import { buttons } from '../../theme/buttons.ts';
import { leaveIf, showFirst } from '../first-view.ts';
import { styles } from './citizen-poll.styles.ts';
import { chosenIn, type FormHost, renderForm, renderPoll } from './form.ts';
import { deviceStorage } from './device-storage.ts';

type PollTexts = typeof offlineEn & typeof pollTexts & typeof ballotTexts;

/** The ballot of an open poll with one choice, as `<citizen-poll>` draws it for who has not voted. */
export function show(element: HTMLElement): Promise<void> {
  return showFirst<PollTexts>(element, {
    styles: [buttons, styles],
    texts: {
      en: () => import('../../i18n/en/poll.ts').then(({ poll }) => ({ ...offlineEn, ...poll }) as PollTexts),
      vi: () => import('../../i18n/vi/poll.ts').then(({ poll }) => ({ ...offlineVi, ...poll }) as PollTexts),
    },
    prepare: async (site) => {
      const { texts, heading, zone: shownZone } = site;
      const id = element.getAttribute('poll');
      const endpoint = site.address(id ? `polls/${encodeURIComponent(id)}` : undefined);
      leaveIf(!endpoint);
      const answer = await site.get(endpoint!);
      const data = await site.meaning(answer, ({ bytes }) => loadPoll(bytes, { url: endpoint!, format: 'auto' }));
      const phase = phaseOf(data, Date.now());
      leaveIf(
        data.kind !== 'single' ||
          phase !== 'open' ||
          !data.options.length ||
          data.voted ||
          hasRecord(endpoint!) ||
          (maySeeResults(data.results, phase, false) && hasCounts(data)),
      );
      const host = {
        ...{ texts, heading, shownZone, endpoint, data },
        chosen: [] as readonly string[],
        isSent: false,
        onChange: (event: Event) => {
          host.chosen = chosenIn(event.currentTarget as HTMLFormElement);
        },
        onSubmit: (event: Event) => {
          event.preventDefault();
          host.isSent = true;
        },
        render: () => renderPoll(renderForm(host satisfies FormHost, data)),
      };
      return host;
    },
  });
}

/** This browser has written something down of a vote there (poll/ballot.ts): the element knows what it means. */
function hasRecord(endpoint: string): boolean {
  const scope = `:${endpoint.replace(/[?#].*/s, '')} `;
  return Object.keys(deviceStorage() ?? {}).some((key) => key.includes(scope));
}

/** A ballot that nobody takes is none. */
export function giveBack({ shadowRoot }: HTMLElement): void {
  shadowRoot?.replaceChildren(document.createElement('slot'));
}
