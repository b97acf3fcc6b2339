import type { Plugin } from 'vite';

/**
 * What Lit takes for granted and not every page grants. It makes a Trusted Types policy of its own, and a second copy on
 * the page would die of the name being taken: here copies share the one documented policy. It parses templates by the
 * page's own syntax, which in an XHTML page is XML. And it trusts the globals `Event` and `Document`, which MooTools
 * (Joomla up to 3) replaces by classes of its own.
 */
export function litInAnyPage(): Plugin {
  const changes: [file: RegExp, from: RegExp, to: string][] = [
    [
      /lit-html[\\/](development[\\/])?lit-html\.js/,
      /(\w+)\.createPolicy\((["'])lit-html\2,/,
      `globalThis[Symbol.for('civic-widgets.policy')]??=$1.createPolicy('civic-widgets',`,
    ],
    [
      /lit-html[\\/](development[\\/])?lit-html\.js/,
      /(\w+)\.createElement\((["'])template\2\)/,
      `($1.contentType==='text/html'?$1:$1.implementation.createHTMLDocument('')).createElement('template')`,
    ],
    [
      /reactive-element[\\/](development[\\/])?css-tag\.js/,
      /(["'])adoptedStyleSheets\1\s*in Document\.prototype/,
      `'adoptedStyleSheets'in document`,
    ],
    [
      /context[\\/](development[\\/])?lib[\\/]context-request-event\.js/,
      /extends Event\b/,
      'extends Object.getPrototypeOf(CustomEvent)',
    ],
    [
      /context[\\/](development[\\/])?lib[\\/]controllers[\\/]context-provider\.js/,
      /extends Event\b/,
      'extends Object.getPrototypeOf(CustomEvent)',
    ],
  ];
  return {
    name: 'lit-in-any-page',
    enforce: 'pre',
    transform(code, id) {
      const its = changes.filter(([file]) => file.test(id));
      if (its.length === 0) return null;
      return its.reduce((changed, [, from, to]) => {
        if (!from.test(changed)) throw new Error(`${id} no longer has ${from}: see vite-plugins/lit-in-any-page.ts`);
        return changed.replace(from, to);
      }, code);
    },
  };
}

