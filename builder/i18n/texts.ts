import { numberFormat, pluralRules } from '../../src/i18n/format.ts';
import type { Text } from '../../src/i18n/texts.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

export const LANGUAGES = { vi, en } as const;

export type UiLanguage = keyof typeof LANGUAGES;

export type Key = keyof typeof en;

/** The builder's own texts in one language. */
export class Words {
  readonly language: UiLanguage;

  constructor(language: UiLanguage) {
    this.language = language;
  }

  /** The text of a key, its placeholders filled in; numbers are written as the language writes them. */
  get(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    return this.#fill(LANGUAGES[this.language][key], values);
  }

  /** The text of a name that comes from the manifest; undefined for one that the dictionaries don't know yet. */
  find(key: string): string | undefined {
    return key in en ? this.get(key as Key) : undefined;
  }

  #fill(text: Text, values: Readonly<Record<string, string | number>>): string {
    const form =
      typeof text === 'string'
        ? text
        : (text[pluralRules(this.language).select(Number(values['count']))] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numberFormat(this.language).format(value) : (value ?? whole);
    });
  }
}
