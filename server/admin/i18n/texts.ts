import { dateFormat, fill, numberFormat } from '../../../src/i18n/format.ts';
import type { Values } from '../../../src/i18n/texts.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

export const LANGUAGES = { vi: 'Tiếng Việt', en: 'English' } as const;

export type Language = keyof typeof LANGUAGES;

export type Key = keyof typeof en;

/** The page's texts, numbers and times in one language. */
export class Words {
  readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  get(key: Key, values: Values = {}): string {
    return fill({ vi, en }[this.language][key], values, this.language);
  }

  /** The text of a name that comes from the server; the name itself when the dictionaries don't know it. */
  act(name: string): string {
    const key = `act.${name}`;
    return key in en ? this.get(key as Key) : name;
  }

  number(value: number): string {
    return numberFormat(this.language, { maximumFractionDigits: 2 }).format(value);
  }

  percent(share: number): string {
    return numberFormat(this.language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  }

  /** A time that is given as ISO 8601. */
  time(text: string): string {
    return dateFormat(this.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(text));
  }
}
