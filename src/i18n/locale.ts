import { isServer } from '../is-server.ts';

/**
 * The language of an element's place in the page: `lang` as HTML inherits it, across shadow roots, as a canonical BCP 47
 * tag.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#language
 */
export function localeInPage(element: HTMLElement): string {
  try {
    return Intl.getCanonicalLocales(inheritedLanguage(element).replace(/_/g, '-'))[0] ?? 'en';
  } catch {
    // Not a language tag, such as `lang="C"`.
    return 'en';
  }
}

/** The locale's language, if its texts come with the widgets. */
export function ownLanguage(locale: string): 'en' | 'vi' | undefined {
  return /^(?:en|vi)\b/.exec(locale)?.[0] as 'en' | 'vi' | undefined;
}

function inheritedLanguage(element: HTMLElement): string {
  if (isServer) return element.getAttribute('lang') || 'en';
  let node: Node | null = element;
  while (node) {
    const lang = node instanceof Element ? (node.getAttribute('lang') ?? node.getAttribute('xml:lang')) : null;
    // An empty value means "unknown": use the browser's language.
    if (lang !== null) return lang || navigator.language;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return navigator.language;
}
