import type { TemplateResult } from 'lit';

/** Lit's own `html` without the rest of Lit: for templates that a first view draws before that has loaded. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  return { ['_$litType$']: 1, strings, values };
}

/** Lit's own `nothing`. */
export const nothing = Symbol.for('lit-nothing');
