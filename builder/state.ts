/** What the webmaster has chosen, and how it stands in the page's own address. */
import { ID_PATHS, TAGS, type Tag, addressOfId, attributesOf, tokensOf } from './controls.ts';
import { type Target, TARGETS, THEMES, type Theme } from './snippet.ts';
import { isValidToken } from './colour.ts';

export interface State {
  tag: Tag;
  /** The widget's attributes; an empty value of a switch is on. */
  attributes: Readonly<Record<string, string>>;
  /** Custom properties: `--civic-accent`. */
  tokens: Readonly<Record<string, string>>;
  /** Empty: none. */
  theme: '' | Theme;
  /** The widget's `lang`; empty: the page's. */
  lang: string;
  /** Where a poll's id is asked: `<civic-settings endpoint>`. */
  endpoint: string;
  /** Folder or server of the widgets' files. */
  files: string;
  /** The release whose files are meant; empty: whichever lies there. */
  version: string;
  /** Styles stand in a style sheet instead of the snippet. */
  isApart: boolean;
  link: string;
  linkText: string;
  target: Target;
  width: '' | 'narrow' | 'side';
  scheme: 'light' | 'dark';
}

export const FILES = '/civic-widgets/';

const ATTRIBUTES: Readonly<Partial<Record<Tag, Record<string, string>>>> = {
  'city-weather': { places: 'ha-noi da-nang ho-chi-minh' },
};

export function initial(tag: Tag = 'district-news'): State {
  return {
    tag,
    attributes: ATTRIBUTES[tag] ?? {},
    tokens: {},
    theme: '',
    lang: '',
    endpoint: '',
    files: FILES,
    version: '',
    isApart: false,
    link: '',
    linkText: '',
    target: 'script',
    width: '',
    scheme: 'light',
  };
}

/** Another widget takes what isn't about the first one: colours, language, where it will stand. */
export function withTag(state: State, tag: Tag): State {
  const { tokens, theme, lang, files, version, isApart, target, width, scheme } = state;
  const names = new Set(tokensOf(tag).map(({ name }) => name));
  const common = Object.fromEntries(Object.entries(tokens).filter(([name]) => names.has(name)));
  return { ...initial(tag), tokens: common, theme, lang, files, version, isApart, target, width, scheme };
}

/** The state as `#widget=…`: attributes and tokens by their names, our own words with a dot before them. */
export function toHash(state: State): string {
  const first = initial(state.tag);
  const query = new URLSearchParams({ '.widget': state.tag });
  for (const [name, value] of Object.entries({ ...state.attributes, ...state.tokens })) query.set(name, value);
  // What is there without being chosen can be taken away.
  for (const name of Object.keys(first.attributes)) if (!(name in state.attributes)) query.set(name, '');
  for (const key of OWN) if (state[key] !== first[key]) query.set(`.${key}`, String(state[key]));
  return `#${query}`;
}

/** The state that an address tells; what it doesn't tell, or tells wrongly, is as at the beginning. */
export function fromHash(hash: string): State {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const own = (key: string): string => query.get(`.${key}`) ?? '';
  const tag = oneOf(TAGS, own('widget'), 'district-news');
  const first = initial(tag);
  const attributes: Record<string, string> = { ...first.attributes };
  for (const { name } of attributesOf(tag)) {
    const value = query.get(name);
    if (value !== null) attributes[name] = value;
  }
  const tokens: Record<string, string> = {};
  for (const token of tokensOf(tag)) {
    const value = query.get(token.name);
    if (value !== null && isValidToken(token, value)) tokens[token.name] = value;
  }
  return {
    ...first,
    attributes,
    tokens,
    theme: oneOf(['', ...THEMES], own('theme'), ''),
    lang: /^[a-z]{2,3}(-\w+)*$/i.test(own('lang')) ? own('lang') : '',
    endpoint: own('endpoint'),
    files: own('files') || first.files,
    version: /^\d+\.\d+\.\d+[\w.-]*$/.test(own('version')) ? own('version') : '',
    isApart: own('isApart') === 'true',
    link: own('link'),
    linkText: own('linkText'),
    target: oneOf(TARGETS, own('target'), first.target),
    width: oneOf(['', 'narrow', 'side'] as const, own('width'), ''),
    scheme: oneOf(['light', 'dark'] as const, own('scheme'), 'light'),
  };
}

/** What the data depend on, as it was typed. */
export function sourceOf({ attributes, endpoint }: State): string {
  const name = idNameOf(attributes);
  return name ? addressOfId(name, attributes[name]!, endpoint) : (attributes['src'] ?? '').trim();
}

/** The attribute that names a poll or a survey by its id; undefined where it has an address of its own. */
export function idNameOf(attributes: State['attributes']): string | undefined {
  return Object.keys(ID_PATHS).find((name) => attributes[name] !== undefined);
}

const OWN = [
  'theme',
  'lang',
  'endpoint',
  'files',
  'version',
  'isApart',
  'link',
  'linkText',
  'target',
  'width',
  'scheme',
] as const;

function oneOf<const Option extends string>(options: readonly Option[], value: string, otherwise: Option): Option {
  return options.find((option) => option === value) ?? otherwise;
}
