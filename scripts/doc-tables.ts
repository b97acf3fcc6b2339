/** The tables in docs/ (reference.md, theming.md), written from the manifest between `<!-- table: tag -->` and `<!-- /table -->`. */
import type { Documented, ElementDeclaration, Manifest, Member } from './manifest.ts';

/** Members of the base class are one table, `<!-- table: shared -->`; `tokens` and `parts` list those of all elements. */
const BASE = 'WidgetElement';

/** `text` with every marked table replaced. */
export function withTables(text: string, manifest: Manifest): string {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  return text.replace(
    /(<!-- table: ([\w-]+) -->\n)[^]*?(<!-- \/table -->)/g,
    (_, open: string, name: string, close: string) => {
      const isOfBase = ({ inheritedFrom }: Documented): boolean => inheritedFrom?.name === BASE;
      if (name === 'shared') {
        const element = elements.find(({ members = [] }) => members.some(isOfBase));
        return `${open}\n${element ? reference(element, isOfBase) : ''}\n${close}`;
      }
      if (name === 'tokens')
        return `${open}\n${everywhere('token', elements, ({ cssProperties }) => cssProperties)}\n${close}`;
      if (name === 'parts') return `${open}\n${everywhere('part', elements, ({ cssParts }) => cssParts)}\n${close}`;
      const element = elements.find(({ tagName }) => tagName === name);
      if (!element) throw new Error(`A document has a table of <${name}>, which is not in custom-elements.json`);
      return `${open}\n${reference(element, (item) => !isOfBase(item))}\n${close}`;
    },
  );
}

function reference(element: ElementDeclaration, isWanted: (item: Documented) => boolean): string {
  const of = <Item extends Documented>(items: Item[] = []): Item[] => items.filter(isWanted);
  const members = of(element.members);
  const isProperty = ({ kind, attribute }: Member): boolean => kind === 'field' && attribute === undefined;
  return [
    table('attribute', of(element.attributes)),
    table('property', members.filter(isProperty)),
    list(
      'Methods',
      members.filter(({ kind }) => kind === 'method').map((member) => ({ ...member, name: `${member.name}()` })),
    ),
    list('Events', of(element.events)),
    list('Slots', of(element.slots)),
    list('Parts', of(element.cssParts)),
    list(
      'States',
      of(element.cssStates).map((state) => ({ ...state, name: `:state(${state.name})` })),
    ),
    list('Custom properties', of(element.cssProperties)),
  ]
    .filter((block) => block !== '')
    .join('\n');
}

/** One row for each name, with the widgets that have it. */
function everywhere(
  title: string,
  elements: ElementDeclaration[],
  items: (element: ElementDeclaration) => Documented[] | undefined,
): string {
  const widgets = elements.filter((element) => items(element)?.length);
  const found = new Map<string, Documented & { tags: string[] }>();
  for (const element of widgets)
    for (const item of items(element) ?? []) {
      const key = `${item.name}: ${item.description}`;
      const tags = [...(found.get(key)?.tags ?? []), element.tagName ?? ''];
      found.set(key, { ...item, tags });
    }
  const shared = [...found.values()].sort((a, b) => b.tags.length - a.tags.length);
  const rows = shared.map(({ name, description = '', default: value, tags }) => {
    const where = tags.length === widgets.length ? 'all' : tags.map((tag) => `\`<${tag}>\``).join(' ');
    const cells = [
      `\`${name}\``,
      cell(sentence(description)),
      ...(title === 'token' ? [value ? code(value) : ''] : []),
      where,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const heads = [title, 'what', ...(title === 'token' ? ['default'] : []), 'where'];
  return [`| ${heads.join(' | ')} |`, `|${' --- |'.repeat(heads.length)}`, ...rows, ''].join('\n');
}

function table(title: string, items: Documented[]): string {
  if (items.length === 0) return '';
  const rows = items.map(
    (item) =>
      `| \`${item.name}\` | ${cell(meaning(item))} | ${unquoted(item.default ?? '') ? code(unquoted(item.default ?? '')) : ''} |`,
  );
  return [`| ${title} | meaning | default |`, '| --- | --- | --- |', ...rows, ''].join('\n');
}

function list(title: string, items: Documented[]): string {
  if (items.length === 0) return '';
  const entry = (item: Documented): string => {
    const name = item.name === '' ? 'default' : `\`${item.name}\``;
    const value = item.default ? ` (${code(item.default)})` : '';
    return `${name}${value}${item.description ? `: ${sentence(item.description)}` : ''}`;
  };
  return `${title}:\n\n${items.map((item) => `- ${entry(item)}\n`).join('')}`;
}

/** The description, after the values that the type allows. */
function meaning({ description = '', type }: Documented): string {
  const words = [...(type?.text ?? '').matchAll(/'([^']*)'/g)].map(([, word = '']) => `\`${word}\``);
  return [words.length > 1 ? `${words.join(' ')}: ` : '', sentence(description)].join('');
}

function sentence(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function code(text: string): string {
  return `\`${text}\``;
}

function unquoted(text: string): string {
  return text.replace(/^'(.*)'$/, '$1');
}
