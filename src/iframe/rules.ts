/**
 * What the address of a frame may say. The script in the frame and the companion server read it here, so that what one
 * refuses, the other refuses, too.
 */

/** What a frame's page tells its script, as JSON. */
export interface FrameSettings {
  /** The attributes of each widget. */
  attributes: Readonly<Record<string, readonly string[]>>;
  /** The first parts of the paths that `src` may name, such as `news`. Default: any path of the frame's own origin. */
  paths?: readonly string[];
}

/** How a frame is to look, where the page around it has looks of its own. */
export interface Looks {
  lang?: string;
  /** A ready-made theme's name. */
  theme?: string;
  /** A CSS colour. */
  accent?: string;
  colorScheme?: 'light' | 'dark' | 'light dark';
  /** CSS pixels. */
  fontSize?: number;
}

export interface FrameRequest {
  tag: string;
  attributes: [name: string, value: string][];
  looks: Looks;
}

/** A frame that can't be made, with the reason for the webmaster. */
export class FrameError extends Error {
  readonly code: 'not-found' | 'invalid';

  constructor(code: FrameError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Attributes that name an address. */
export const ADDRESS = /(?:^|-)src$|^see-all$/;

const LOOKS: Readonly<Record<string, RegExp>> = {
  lang: /^[a-z]{2,3}(?:-\w{2,8})*$/i,
  theme: /^[\w-]{1,40}$/,
  accent: /^[#\w\s(),.%/-]{1,60}$/,
  'color-scheme': /^(?:light|dark|light dark)$/,
  'font-size': /^(?:[89]|[1-9]\d)(?:\.\d+)?$/,
};

/**
 * The widget that a frame's address asks for: `?tag=district-news&src=/rss&layout=cards&lang=vi`. On the companion server
 * the path names the tag.
 *
 * @throws {FrameError} `not-found` for a tag that is no widget; `invalid` for what is neither an attribute of it nor a look, and
 * for an address outside the frame's own origin
 */
export function readFrame(query: URLSearchParams, { attributes: known, paths }: FrameSettings): FrameRequest {
  const tag = query.get('tag') ?? '';
  const names = Object.hasOwn(known, tag) ? known[tag] : undefined;
  if (!names) throw new FrameError('not-found', `Frames are made of ${Object.keys(known).join(', ')}.`);
  const attributes: FrameRequest['attributes'] = [];
  const looks: Record<string, string> = {};
  for (const [name, value] of query) {
    if (name === 'tag') continue;
    const shape = Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined;
    if (shape) {
      if (!shape.test(value)) throw new FrameError('invalid', `"${name}" can't be "${value}".`);
      looks[name] = value;
    } else if (names.includes(name)) {
      if (ADDRESS.test(name)) checkAddress(name, value, name === 'see-all' ? undefined : paths);
      attributes.push([name, value]);
    } else throw new FrameError('invalid', `"${name}" is no attribute of ${tag}.`);
  }
  const { lang, theme, accent } = looks;
  const fontSize = looks['font-size'];
  const colorScheme = looks['color-scheme'] as Looks['colorScheme'];
  return {
    tag,
    attributes,
    looks: { lang, theme, accent, colorScheme, fontSize: fontSize ? Number(fontSize) : undefined },
  };
}

/** Votes and responses are kept on the device until they are counted: that needs an origin of its own. */
export function needsOrigin(tag: string): boolean {
  return tag.startsWith('citizen-');
}

/** So that an official address never shows a stranger's news. */
function checkAddress(name: string, value: string, paths: FrameSettings['paths']): void {
  // A widget may take one address or several, and browsers skip tabs and line breaks inside an address.
  for (const part of [value, ...value.split(/\s+/)]) {
    const isOwn = /^\s*\//.test(part) && URL.canParse(part, OWN) && new URL(part, OWN).origin === OWN;
    if (part !== '' && !isOwn)
      throw new FrameError('invalid', `"${name}" must be a path of the frame's own site, as /rss.`);
    const [, first = ''] = /^\s*\/([^/?#\s]*)/.exec(part) ?? [];
    if (part !== '' && paths && !paths.includes(first))
      throw new FrameError('invalid', `"${name}" must be one of this server's endpoints: /${paths.join(', /')}.`);
  }
}

const OWN = 'https://own.invalid';
