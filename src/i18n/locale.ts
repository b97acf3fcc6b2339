import { isServer } from 'lit';

/**
 * The language that an element's place in the page has: `lang` as HTML inherits it, across shadow roots, as a canonical
 * BCP 47 tag.
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

/** Whether the language's dictionaries belong to the widgets. */
export function isOwn(locale: string): boolean {
  return /^(en|vi)\b/.test(locale);
}

/** Which of the widgets' own dictionaries a locale reads: English for all that have none. */
export function ownLanguage(locale: string): 'en' | 'vi' {
  return /^vi\b/.test(locale) ? 'vi' : 'en';
}

/** The direction of what is drawn, where a page in another language may have the other one. */
export function directionOf(locale: string): 'rtl' | undefined {
  return /^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : undefined;
}

function inheritedLanguage(element: HTMLElement): string {
  if (isServer) return element.getAttribute('lang') || 'en';
  let node: Node | null = element;
  while (node) {
    const lang = node instanceof Element ? (node.getAttribute('lang') ?? node.getAttribute('xml:lang')) : null;
    // An empty value says "unknown": the browser's language is the best guess then.
    if (lang !== null) return lang || navigator.language;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return navigator.language;
}
