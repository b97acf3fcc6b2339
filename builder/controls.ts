/** The form's controls, made from custom-elements.json: an attribute that is added to a widget gets a control. */
import type { Documented, ElementDeclaration, Manifest } from '../scripts/manifest.ts';
import generated from '../custom-elements.json' with { type: 'json' };
import { WIDGETS } from '../src/tags.ts';

export type Tag = keyof typeof WIDGETS;

/** The widgets of the manifest; the first ones are chosen most. */
const FIRST: readonly string[] = ['district-news', 'city-weather', 'citizen-poll'];
export const TAGS = (Object.keys(WIDGETS) as Tag[]).sort((a, b) => rankOf(a) - rankOf(b));

export type ControlKind = 'choice' | 'switch' | 'number' | 'words' | 'text';

export interface Control {
  /** The attribute. */
  name: string;
  /** The property that reflects it. */
  field: string;
  kind: ControlKind;
  /** The possible values: one of a `choice`, any of `words`. */
  options: readonly string[];
  /** False for attributes that all widgets share. */
  isOwn: boolean;
  /** The description in the manifest. */
  description: string;
  min?: number;
  max?: number;
}

export interface Token {
  /** `--civic-accent` */
  name: string;
  kind: 'colour' | 'length' | 'number';
  default?: string;
}

/** Attributes with fields of their own: where data comes from, and the title. */
const ASKED_APART = new Set(['src', 'poll', 'survey', 'places', 'heading']);

/** What the types in the manifest don't say. */
const SPELLED: Readonly<Record<string, readonly string[]>> = {
  RequestCredentials: ['omit', 'same-origin', 'include'],
};

const LIMITS: Readonly<Record<string, { min?: number; max?: number }>> = { 'heading-level': { min: 1, max: 6 } };

/** The controls of a widget, in the manifest's order. */
export function controlsOf(tag: string, manifest: Manifest = generated): Control[] {
  const { attributes = [], members = [] } = declarationOf(tag, manifest);
  return attributes
    .filter(({ name }) => !ASKED_APART.has(name))
    .map((attribute) => {
      const { name, description = '', inheritedFrom, fieldName: field = name } = attribute;
      const type = attribute.type?.text ?? members.find((member) => member.attribute === name)?.type?.text ?? '';
      const control = { name, field, description, isOwn: inheritedFrom === undefined };
      const words = wordsOf(description);
      const options =
        SPELLED[type.replace(' | undefined', '')] ?? [...type.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
      if (options.length > 1) return { ...control, kind: 'choice', options };
      if (type.includes('boolean')) return { ...control, kind: 'switch', options: [] };
      if (type.includes('number')) return { ...control, kind: 'number', options: [], min: 0, ...LIMITS[name] };
      return { ...control, kind: words.length > 1 ? 'words' : 'text', options: words };
    });
}

/** Every attribute of a widget, also those without a control, with the property that it sets. */
export function attributesOf(tag: string, manifest: Manifest = generated): { name: string; field: string }[] {
  const { attributes = [] } = declarationOf(tag, manifest);
  return attributes.map(({ name, fieldName: field = name }) => ({ name, field }));
}

/** The custom properties that a widget reads, the shared ones first. */
export function tokensOf(tag: string, manifest: Manifest = generated): Token[] {
  const properties = declarationOf(tag, manifest).cssProperties ?? [];
  const isShared = ({ inheritedFrom }: Documented): boolean => inheritedFrom !== undefined;
  return [...properties.filter(isShared), ...properties.filter((property) => !isShared(property))].map(
    ({ name, default: value }) => ({
      name,
      default: value,
      kind: /^[\d.]+em$/.test(value ?? '') ? 'length' : /^[\d.]+$/.test(value ?? '') ? 'number' : 'colour',
    }),
  );
}

function rankOf(tag: string): number {
  return FIRST.includes(tag) ? FIRST.indexOf(tag) : FIRST.length;
}

function declarationOf(tag: string, manifest: Manifest): ElementDeclaration {
  const all = manifest.modules.flatMap(({ declarations }) => declarations);
  return all.find(({ tagName }) => tagName === tag) ?? { kind: 'class', name: tag };
}

/** `Which of \`feels-like humidity wind\` are shown.` → the words. */
function wordsOf(description: string): string[] {
  return /\bof `([a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)+)`/.exec(description)?.[1]?.split(' ') ?? [];
}
