/**
 * The packages for content management systems, as files by path: integrations/ with what is told from custom-elements.json
 * and the built script-tag files. `npm run release:files` makes zips of them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import generated from '../custom-elements.json' with { type: 'json' };
import { type Control, attributesOf, controlsOf } from '../builder/controls.ts';
import { Words } from '../builder/i18n/texts.ts';
import type { Manifest } from './manifest.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORDS = { vi: new Words('vi'), en: new Words('en') };

type InBoth = Record<keyof typeof WORDS, string>;

export interface Setting {
  name: string;
  kind: Control['kind'];
  label: InBoth;
  help?: InBoth;
  options: { value: string; label: InBoth }[];
  min?: number;
  max?: number;
}

export interface Widget {
  title: InBoth;
  about: InBoth;
  settings: Setting[];
}

/** Where the builder has a label under another name. */
const LABELS: Readonly<Record<string, string>> = {
  heading: 'heading',
  places: 'weather.places',
  poll: 'poll.id',
  src: 'poll.src',
  'district-news src': 'news.src',
  'city-weather src': 'weather.src',
};

/** Every widget of the manifest with its settings and their words: a new element, and a new attribute, are there by themselves. */
export function widgetsOf(manifest: Manifest = generated): Record<string, Widget> {
  const tags = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .flatMap(({ tagName, attributes }) =>
      tagName !== undefined && attributes?.some(({ name }) => name === 'src') ? [tagName] : [],
    );
  return Object.fromEntries(
    tags.map((tag) => [
      tag,
      {
        title: told(`widget.${tag}`) ?? both(tag),
        about: told(`widget.${tag}.about`) ?? both(''),
        settings: settingsOf(tag, manifest),
      },
    ]),
  );
}

/** The plugin's folder, which lies in wp-content/plugins. */
export function wordpressFiles(version: string): Map<string, Buffer> {
  const folder = 'civic-widgets/';
  const plugin = read('integrations/wordpress/civic-widgets.php').replaceAll('0.0.0', version);
  return new Map([
    [`${folder}civic-widgets.php`, Buffer.from(plugin)],
    [`${folder}editor.js`, Buffer.from(read('integrations/wordpress/editor.js'))],
    [`${folder}widgets.json`, Buffer.from(JSON.stringify(widgetsOf(), null, 2))],
    [`${folder}README.vi.md`, Buffer.from(read('integrations/wordpress/README.vi.md'))],
    [`${folder}README.en.md`, Buffer.from(read('integrations/wordpress/README.en.md'))],
    [`${folder}LICENSE.txt`, Buffer.from(licences())],
    ...builtFiles(`${folder}assets/`),
  ]);
}

/** The themes whose blocks are written: NukeViet shows phones its mobile one. */
const THEMES = ['default', 'mobile_default'];

/** What lies in the site's root after NukeViet has installed the package; config.ini is for its installer. */
export function nukevietFiles(version: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [tag, { title, settings }] of Object.entries(widgetsOf()))
    for (const theme of THEMES) {
      const path = `themes/${theme}/blocks/global.civic_${nameOf(tag)}`;
      files.set(`${path}.php`, Buffer.from(nukevietBlock(tag, settings, version)));
      files.set(`${path}.ini`, Buffer.from(nukevietIni(tag, title, settings)));
    }
  files.set('config.ini', Buffer.from(nukevietConfig(version)));
  // Only kinds of files that its installer knows.
  files.set('assets/civic-widgets/LICENSE.txt', Buffer.from(licences()));
  for (const language of ['vi', 'en'])
    files.set(
      `assets/civic-widgets/README.${language}.txt`,
      Buffer.from(read(`integrations/nukeviet/README.${language}.md`)),
    );
  for (const [path, content] of builtFiles('assets/civic-widgets/')) files.set(path, content);
  return files;
}

function settingsOf(tag: string, manifest: Manifest): Setting[] {
  const controls = new Map(controlsOf(tag, manifest).map((control) => [control.name, control]));
  return attributesOf(tag, manifest).map(({ name }) => {
    const { kind, options, min, max, description } = controls.get(name) ?? { kind: 'text', options: [] };
    const key = LABELS[`${tag} ${name}`] ?? LABELS[name] ?? `attribute.${name}`;
    const label = told(key);
    const help = told(`help.${name}`) ?? (label || !description ? undefined : both(description));
    return {
      ...{ name, kind, label: label ?? both(name), ...(help && { help }) },
      options: options.map((value) => ({ value, label: told(`word.${value}`) ?? both(value) })),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    };
  });
}

function nukevietBlock(tag: string, settings: readonly Setting[], version: string): string {
  const link = (name: string, key: string): Setting => ({ name, kind: 'text', label: told(key)!, options: [] });
  const all = [...settings, link('link', 'link'), link('link-text', 'link.text')];
  return read('integrations/nukeviet/block.php')
    .replaceAll('{VERSION}', version)
    .replaceAll('{TAG}', tag)
    .replaceAll('{NAME}', nameOf(tag))
    .replace('{SETTINGS}', () => JSON.stringify(all));
}

function nukevietIni(tag: string, title: InBoth, settings: readonly Setting[]): string {
  const keys = [...settings.map(({ name }) => name), 'link', 'link-text'].map((name) => name.replaceAll('-', '_'));
  return `<?xml version="1.0" encoding="utf-8"?>
<block>
    <info>
        <name>${title.vi} (${tag})</name>
        <author>civic-widgets</author>
        <website></website>
        <description></description>
    </info>
    <config>
${keys.map((key) => `        <${key}></${key}>`).join('\n')}
    </config>
    <datafunction>civic_${nameOf(tag)}_config</datafunction>
    <submitfunction>civic_${nameOf(tag)}_submit</submitfunction>
</block>
`;
}

function nukevietConfig(version: string): string {
  return `[extension]
id = 0
type = block
name = global.civic_widgets.php
version = ${nukevietVersion(version)}

[author]
name = civic-widgets
email = civic-widgets@phuong.example

[note]
text = "Tin tức, thời tiết, bình chọn cho trang của cơ quan nhà nước"
`;
}

/** NukeViet's installer takes `0.1.00`: one digit, one digit, two digits. */
function nukevietVersion(version: string): string {
  const [major = '0', minor = '0', patch = '0'] = version.split(/[.-]/);
  return `${major.slice(-1)}.${minor.slice(-1)}.${patch.slice(-2).padStart(2, '0')}`;
}

function nameOf(tag: string): string {
  return tag.replaceAll('-', '_');
}

/** dist/embed, without maps. */
function builtFiles(folder: string): [string, Buffer][] {
  return readdirSync(join(ROOT, 'dist/embed'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(js|css)$/.test(path))
    .sort()
    .map((path) => [folder + path, readFileSync(join(ROOT, 'dist/embed', path))]);
}

/** Our licence, and those of what the built files contain. */
function licences(): string {
  return `${read('LICENSE')}\n${read('dist/embed/licenses.md')}`;
}

function told(key: string): InBoth | undefined {
  const vi = WORDS.vi.find(key);
  return vi === undefined ? undefined : { vi, en: WORDS.en.find(key)! };
}

function both(text: string): InBoth {
  return { vi: text, en: text };
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
