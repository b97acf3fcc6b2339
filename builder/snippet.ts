/** The code that a webmaster copies. Pure text: what stands here is told apart only by `embed` and `target`. */
import { ADDRESS } from '../src/iframe/rules.ts';
import { ID_PATHS, type Tag, addressOfId } from './controls.ts';

export const TARGETS = ['script', 'file', 'npm', 'wordpress', 'nukeviet', 'sharepoint', 'liferay', 'other'] as const;

export type Target = (typeof TARGETS)[number];

/** The ready-made themes, by their files' names. */
export const THEMES = ['govuk', 'uswds', 'bootstrap', 'vietnam'] as const;

export type Theme = (typeof THEMES)[number];

export interface Embed {
  tag: Tag;
  /** In order; an empty value of a boolean attribute is written without one. */
  attributes: readonly (readonly [name: string, value: string])[];
  /** Names of attributes that are on by being there. */
  switches?: readonly string[];
  tokens: Readonly<Record<string, string>>;
  /** Empty: none. */
  theme: '' | Theme;
  /** The block size to keep, in em of the page's text, below and from 40 em. */
  height: { narrow: number; wide: number };
  /** Default-slot content. */
  link: { href: string; text: string };
  /** Folder or server of the widgets' files. */
  files: string;
  /** `<civic-settings endpoint>` around it. */
  endpoint?: string;
  /** Styles stand in a style sheet of the site's. */
  isApart?: boolean;
  /** IANA name of the site's time zone, for systems whose dates have none. */
  timeZone?: string;
  /** The release whose files are meant and no other, with their hashes. */
  release?: Release;
  /** The title and language of pages that are made whole. */
  title: string;
  lang: string;
}

/** A release's integrity.json. */
export interface Release {
  version: string;
  /** Hashes by the file's name. */
  files: Readonly<Record<string, string>>;
}

/** One thing to copy; `name` is the dictionary's key after `code.`. */
export interface Piece {
  name:
    | 'script'
    | 'css'
    | 'install'
    | 'import'
    | 'markup'
    | 'wordpress'
    | 'shortcode'
    | 'classic'
    | 'address'
    | 'page'
    | 'frame'
    | 'nukeviet'
    | 'liferay'
    | 'placeholder';
  code: string;
  /** A file to save it in. */
  file?: string;
}

/** What is copied for a target: only what was seen working there, or is said to be untried. */
export function snippet(embed: Embed, target: Target): Piece[] {
  if (target === 'wordpress') embed = withTimeZone(embed);
  const head = headOf(embed, target === 'file' ? 'civic-widgets.all.js' : 'civic-widgets.js');
  const css: Piece[] = embed.isApart ? [{ name: 'css', code: stylesOf(embed) }] : [];
  const style = embed.isApart ? '' : styleElement(embed);
  const html = lines(head, style, markupOf(embed));
  switch (target) {
    case 'script':
    case 'file':
      return [{ name: 'script', code: html }, ...css];
    case 'npm':
      return [
        { name: 'install', code: 'npm install civic-widgets' },
        { name: 'import', code: importsOf(embed) },
        { name: 'markup', code: markupOf(embed) },
        { name: 'css', code: stylesOf(embed) },
      ];
    case 'wordpress':
      return [
        { name: 'wordpress', code: html },
        { name: 'shortcode', code: shortcodeOf(embed) },
        ...addressOf(embed),
        ...css,
      ];
    case 'nukeviet':
      return [
        {
          name: 'nukeviet',
          code: blockOf(html.replaceAll('<script ', '<script data-show="inline" ')),
          file: `global.${classOf(embed)}.php`,
        },
        // Its filter takes away the address of a frame of another site.
        ...(URL.canParse(embed.files) ? [] : framesOf(embed, '')),
        ...css,
      ];
    case 'sharepoint':
      return [...framesOf(embed, siteOf(embed)), { name: 'classic', code: html }, ...css];
    case 'liferay': {
      const permanent = head.replace(/<(script|link) /g, '<$1 data-senna-track="permanent" ');
      return [{ name: 'liferay', code: lines(permanent, style, markupOf(embed)) }, ...css];
    }
    case 'other':
      return [
        { name: 'placeholder', code: lines(head, style, placeholderOf(embed)) },
        ...framesOf(embed, siteOf(embed)),
        ...css,
      ];
  }
}

/** The element with its attributes and its fallback, and the settings that it needs. */
export function markupOf(embed: Embed): string {
  const { tag, attributes, switches = [], link, endpoint } = embed;
  const written = [['class', classOf(embed)] as const, ...attributes].map(([name, value]) =>
    switches.includes(name) ? name : `${name}="${attribute(value)}"`,
  );
  const oneLine = `<${tag} ${written.join(' ')}>`;
  // White space before a line break keeps attributes apart in systems that take line breaks away.
  const open = oneLine.length <= 100 ? oneLine : lines(`<${tag}`, ...written.map((one) => `  ${one}`), '>');
  const element = lines(open, `  <a href="${attribute(link.href)}">${text(link.text)}</a>`, `</${tag}>`);
  return endpoint === undefined
    ? element
    : lines(`<civic-settings endpoint="${attribute(endpoint)}">`, indent(element), '</civic-settings>');
}

/** The block size that keeps the page from moving, and the colours, under a class of the choices' own. */
export function stylesOf(embed: Embed): string {
  const { narrow, wide } = embed.height;
  const declarations = [
    `--civic-reserve: ${narrow}em;`,
    ...Object.entries(embed.tokens).map(([name, value]) => `${name}: ${value};`),
  ];
  const rule = lines(`.${classOf(embed)} {`, ...declarations.map((one) => `  ${one}`), '}');
  if (wide === narrow) return rule;
  return lines(
    rule,
    '@media (min-width: 40em) {',
    `  .${classOf(embed)} {`,
    `    --civic-reserve: ${wide}em;`,
    '  }',
    '}',
  );
}

/** Two widgets on one page may look different: the class is told by what its rule says. */
export function classOf({ tag, tokens, height }: Embed): string {
  const told = JSON.stringify([tag, tokens, height]);
  let hash = 0x811c9dc5;
  for (const char of told) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return `civic-${tag.split('-')[1]}-${(hash >>> 0).toString(36).padStart(4, '0').slice(-4)}`;
}

/** Text inside an attribute in double quotes. */
export function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;');
}

/** Text between tags; on one line, because some systems end what they read at a line of its own. */
export function text(value: string): string {
  return value.replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The style sheet that keeps the room, the theme's, and the script: all of the widgets' folder. */
function headOf({ files, theme, release }: Embed, script: string): string {
  const base = `${folder(files)}${release ? `${release.version}/` : ''}`;
  const of = (file: string): string => {
    const hash = release?.files[file];
    return `"${attribute(base + file)}"${hash === undefined ? '' : ` integrity="${attribute(hash)}" crossorigin`}`;
  };
  return lines(
    `<link rel="stylesheet" href=${of('civic-widgets.css')}>`,
    theme && `<link rel="stylesheet" href=${of(`themes/${theme}.css`)}>`,
    `<script type="module" src=${of(script)}></script>`,
  );
}

/** For people who may not save tags: the plugin's shortcode. Brackets would end it. */
function shortcodeOf({ tag, attributes, switches = [], link, endpoint }: Embed): string {
  const quoted = (value: string): string => attribute(value).replaceAll('[', '&#91;').replaceAll(']', '&#93;');
  const written = attributes.map(([name, value]) => {
    if (switches.includes(name)) return name;
    if (name in ID_PATHS) return `src="${quoted(addressOfId(name, value, endpoint))}"`;
    return `${name}="${quoted(value)}"`;
  });
  return `[${[tag, ...written].join(' ')}]<a href="${quoted(link.href)}">${text(link.text)}</a>[/${tag}]`;
}

/** For systems that take away unknown tags and leave `data-` attributes. */
function placeholderOf(embed: Embed): string {
  const { tag, attributes, switches = [], link, endpoint } = embed;
  const written = attributes.map(
    ([name, value]) => `data-${name}="${switches.includes(name) ? '' : attribute(value)}"`,
  );
  const open = `<div ${[`class="${classOf(embed)}"`, `data-civic="${tag}"`, ...written].join(' ')}>`;
  const element = lines(open, `  <a href="${attribute(link.href)}">${text(link.text)}</a>`, '</div>');
  return endpoint === undefined
    ? element
    : lines(`<div data-civic="civic-settings" data-endpoint="${attribute(endpoint)}">`, indent(element), '</div>');
}

/** WordPress tells times without a zone: the widget is told the site's. */
function withTimeZone(embed: Embed): Embed {
  const { attributes, timeZone } = embed;
  if (timeZone === undefined || attributes.some(([name]) => name === 'time-zone')) return embed;
  return { ...embed, attributes: [...attributes, ['time-zone', timeZone]] };
}

function styleElement(embed: Embed): string {
  return lines('<style>', indent(stylesOf(embed)), '</style>');
}

function importsOf({ tag, endpoint, theme }: Embed): string {
  const settings = endpoint === undefined ? '' : "import 'civic-widgets/civic-settings';";
  const sheet = "import 'civic-widgets/embed/civic-widgets.css';";
  return lines(
    settings,
    `import 'civic-widgets/${tag}';`,
    sheet,
    theme && `import 'civic-widgets/themes/${theme}.css';`,
  );
}

/** A whole page, for systems that let in nothing but a frame. */
function pageOf(embed: Embed): string {
  return lines(
    '<!doctype html>',
    `<html lang="${attribute(embed.lang)}">`,
    '<head>',
    '  <meta charset="utf-8">',
    '  <meta name="viewport" content="width=device-width, initial-scale=1">',
    `  <title>${text(embed.title)}</title>`,
    '  <base target="_top">',
    indent(headOf(embed, 'civic-widgets.js')),
    indent(styleElement({ ...embed, isApart: false })),
    '</head>',
    '<body>',
    indent(markupOf(embed)),
    '</body>',
    '</html>',
  );
}

/**
 * A frame whose address says everything, `frame.html?tag=…`. It shows addresses of its own site alone: where one is of another,
 * a page of the site's own takes its place.
 */
function framesOf(embed: Embed, site: string): Piece[] {
  const { tag, files, height, title } = embed;
  const query = frameQuery(embed, siteOf(embed));
  const base = `${site}${pathOf(folder(files))}`;
  const address = query === undefined ? `${base}${tag}.html` : `${base}frame.html?tag=${tag}${query && `&${query}`}`;
  const pixels = Math.round(Math.max(height.narrow, height.wide) * 16) + 32;
  const frame = `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="${pixels}"></iframe>`;
  const page: Piece = { name: 'page', code: pageOf(embed), file: `${tag}.html` };
  return [...(query === undefined ? [page] : []), { name: 'frame', code: frame }];
}

/** What an author pastes into WordPress: the address of a companion server's frame, where it has the data. */
function addressOf(embed: Embed): Piece[] {
  const site = siteOf(embed);
  const query = URL.canParse(embed.files) ? frameQuery(embed, site) : undefined;
  const isItsOwn =
    query !== undefined && !/(?:^|&)[a-z-]*src=(?!\/(?:news|weather|alerts|polls|surveys)\b)/.test(query);
  return isItsOwn ? [{ name: 'address', code: `${site}/frame/${embed.tag}${query && `?${query}`}` }] : [];
}

/** Attributes and looks as a frame takes them; undefined where an address is of another site than the frame's. */
function frameQuery({ attributes, endpoint = '', tokens, theme }: Embed, site: string): string | undefined {
  const query = new URLSearchParams();
  for (const [name, value] of attributes) {
    const isId = name in ID_PATHS;
    const told = isId ? addressOfId(name, value, endpoint) : value;
    if (!isId && !ADDRESS.test(name)) query.append(name, value);
    else {
      const addresses = told.split(/\s+/).filter(Boolean);
      if (!addresses.every((each) => URL.canParse(each, site) && new URL(each, site).origin === site)) return undefined;
      query.append(isId ? 'src' : name, addresses.map(pathOf).join(' '));
    }
  }
  if (theme) query.append('theme', theme);
  if (tokens['--civic-accent']) query.append('accent', tokens['--civic-accent']);
  return query.toString().replaceAll('%2F', '/');
}

/** The origin of the widgets' files, or else of what they show; a name to replace where neither tells it. */
function siteOf({ files, attributes, endpoint = '' }: Embed): string {
  const addresses = attributes.flatMap(([name, value]) => (ADDRESS.test(name) ? value.split(/\s+/) : []));
  const known = [files, endpoint].find((each) => URL.canParse(each));
  const told = known ?? addresses.find((each) => URL.canParse(each));
  // Beside a path of the own site, an address with a name may be of another.
  const isMixed = known === undefined && addresses.some((each) => each.startsWith('/'));
  return told === undefined || isMixed ? 'https://phuong.example' : new URL(told).origin;
}

/** `https://phuong.example/rss` → `/rss`. */
function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[^/]+/, '') || '/';
}

/** A block of a NukeViet theme, as its own includes/blocks/global.html.php gives its content. */
function blockOf(html: string): string {
  return lines(
    '<?php',
    "if (!defined('NV_MAINFILE')) {",
    "    exit('Stop!!!');",
    '}',
    "if (defined('NV_SYSTEM')) {",
    "    $content = <<<'CIVIC_WIDGETS'",
    html,
    'CIVIC_WIDGETS;',
    '}',
  );
}

function folder(files: string): string {
  return files.endsWith('/') ? files : `${files}/`;
}

function indent(code: string): string {
  return code.replace(/^(?=.)/gm, '  ');
}

function lines(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
