/**
 * One text of a dictionary: a sentence with `{placeholders}`, or one sentence for each plural category of the
 * language (CLDR, as in `Intl.PluralRules`), selected by the value `count`.
 */
export type Text = string | Plural;

/** `other` is the form that every language has (CLDR plural rules). */
export type Plural = { other: string } & Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>>;

/** The dictionary of one namespace (shared, news, weather, poll, …): flat keys. */
export type Texts = Readonly<Record<string, Text>>;

/**
 * A translation of `Source`: it has every key, and a plural has every category of the language, `Category` and `other`.
 * A missing text does not compile.
 */
export type Translation<Source extends Texts, Category extends Intl.LDMLPluralRule = 'other'> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Readonly<Record<Category | 'other', string>>;
};

/** Values for the placeholders of a text. */
export type Values = Readonly<Record<string, string | number>>;

/** What drawing code needs of the texts. */
export interface ReadTexts<Entries extends Texts> {
  /** The BCP 47 tag for `Intl` and for the `lang` of what is drawn. */
  readonly locale: string;
  readonly direction?: 'rtl' | undefined;
  /** The text for `key` with its placeholders filled; `values.count` selects the plural form. */
  get(key: keyof Entries & string, values?: Values): string;
}
