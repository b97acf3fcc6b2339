import type { CSSResult } from 'lit';
import { type Answer, askAhead, once } from '../endpoint/answers.ts';
import { fill } from '../i18n/fill.ts';
import { isTimeZone } from '../i18n/format.ts';
import { localeInPage, ownLanguage } from '../i18n/locale.ts';
import type { ReadTexts } from '../i18n/texts.ts';
import { frame } from '../theme/frame.ts';
import { tokens } from '../theme/tokens.ts';
import { type Ahead, ahead } from './ahead.ts';
import { addressOf, meaningOf, patienceOf } from './asking.ts';
import { drawAhead } from './draw-ahead.ts';
import { type FrameTexts, renderFrame } from './frame-view.ts';

/** A widget's first content, for the script tag: drawn by the templates that its element draws with, before that has loaded. */
export interface FirstView<Entries extends FrameTexts> {
  styles: readonly CSSResult[];
  texts: Readonly<Record<'en' | 'vi', () => Promise<Entries> | Entries>>;
  /** Gets ready to draw, before the texts have come. Throws when the element has to do it: something is rare, or amiss. */
  prepare(site: Site<Entries>): Promise<Content>;
}

/** What draws, and what is done with it. */
export interface Content extends Ahead {
  render(): unknown;
}

/** Where a first view is drawn. */
export interface Site<Entries extends FrameTexts> {
  texts: ReadTexts<Entries>;
  heading: string | undefined;
  headingLevel: number;
  /** The time zone in which times are shown, if the page names one. */
  zone: string | undefined;
  /** An attribute of the tag, else of the nearest settings that have it. */
  setting(name: string): string | undefined;
  /** An attribute of the tag as a number. */
  number(name: string, fallback: number): number;
  /** The address to ask. */
  address(path: string | undefined): string | undefined;
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  /** What an answer means, worked out once per page, for the element as well. */
  meaning<Meaning>(answer: Answer, read: (answer: Answer) => Meaning): Meaning;
  /** Draws again. */
  update(): void;
}

/**
 * Shows the first content of a tag that is plain (plain.ts). Rejects when that is better left to its element: at once when it
 * stands in a way that is rarer, or when the answer is.
 */
export async function showFirst<Entries extends FrameTexts>(
  element: HTMLElement,
  { styles, texts: dictionaries, prepare }: FirstView<Entries>,
): Promise<void> {
  const own = (name: string): string | undefined => element.getAttribute(name) ?? undefined;
  const setting = (name: string): string | undefined =>
    own(name) ?? element.closest(`civic-settings[${name}]`)?.getAttribute(name) ?? undefined;
  const number = (name: string, fallback: number): number => Number(own(name) ?? fallback);
  const locale = localeInPage(element);
  const language = ownLanguage(locale);
  const zone = setting('time-zone') || undefined;
  leaveIf([element, ...settingsAround(element)].some(isMoreThanMarkup) || setting('loading') === 'lazy' || !language);
  const texts: ReadTexts<Entries> = {
    locale,
    get: (key, values = {}) => fill(dictionary[key] ?? key, values, locale),
  };
  const { localName: tag } = element;
  const listening = new AbortController();
  const site: Site<Entries> = {
    ...{ texts, zone, setting, number },
    heading: own('heading'),
    headingLevel: number('heading-level', 2),
    address: (path) => addressOf(own('src'), setting('endpoint'), path),
    get: async (url, headers) => {
      // With user info, or over http on a page with TLS: the element says what is wrong with it.
      leaveIf(!/^https?:\/\/[^/@]+\//.test(url) || (location.protocol === 'https:' && !url.startsWith('https')));
      const credentials = setting('credentials') as RequestCredentials | undefined;
      const asked = askAhead(url, { headers, credentials, timeout: patienceOf(Number(setting('timeout'))) });
      // While it is on its way: a zone is the page's first use of `Intl`, which takes as long as all else.
      const isOdd = zone && !isTimeZone(zone);
      const answer = await asked;
      leaveIf(isOdd);
      return answer;
    },
    meaning: (answer, read) => once(answer, meaningOf(tag, 'auto', zone), read),
    update: () => {
      if (isDefined(tag)) return;
      const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
      const focused = root.activeElement?.id;
      root.replaceChildren();
      root.adoptedStyleSheets = [tokens, frame, ...styles].map(({ styleSheet }) => styleSheet!);
      drawAhead(renderFrame({ ...site, content: content.render() }), root, listening.signal);
      if (focused) root.getElementById(focused)?.focus();
    },
  };
  // Texts come while the answer is on its way.
  const [content, dictionary] = await Promise.all([prepare(site), dictionaries[language!]()]);
  leaveIf(isDefined(tag) || !element.isConnected);
  site.update();
  ahead.set(element, Object.assign(content, { release: () => listening.abort() }));
}

/** Leaves the tag to its element. */
export function leaveIf(isRare: unknown): void {
  if (isRare) throw new Error('left to the element');
}

function isDefined(tag: string): boolean {
  return !!customElements.get(tag);
}

function settingsAround(element: Element): Element[] {
  return [...document.querySelectorAll('civic-settings')].filter((settings) => settings.contains(element));
}

/** Scripts have given it properties, a server its content, or the page JSON; or it is not there yet as a whole. */
function isMoreThanMarkup(element: Element): boolean {
  return (
    Object.keys(element).length > 0 ||
    !!element.shadowRoot ||
    isDefined(element.localName) ||
    document.readyState === 'loading' ||
    !!element.querySelector(':scope > script[type="application/json"]')
  );
}
