/**
 * Writes the types of the wire from docs/endpoints/openapi.json: `npm -w server run wire-types`.
 * As little of JSON Schema as that document uses; anything else is an error here rather than a wrong type.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';

interface Schema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  enum?: string[];
  const?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: false | Schema;
  items?: Schema;
  oneOf?: Schema[];
}

const ROOT = join(import.meta.dirname, '../..');
export const WIRE = join(ROOT, 'server/src/wire.ts');

export async function wireTypes(): Promise<string> {
  const { components } = JSON.parse(readFileSync(join(ROOT, 'docs/endpoints/openapi.json'), 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  };
  const types = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `${comment(schema)}export ${schema.oneOf ? `type ${name} =` : `interface ${name}`} ${typeOf(schema)}`,
  );
  const text = `/* Written by scripts/wire-types.ts from docs/endpoints/openapi.json. */\n\n${types.join('\n\n')}\n`;
  return format(text, { parser: 'typescript', singleQuote: true, printWidth: 120 });
}

function typeOf({
  $ref,
  type,
  enum: values,
  const: value,
  properties,
  required = [],
  additionalProperties,
  items,
  oneOf,
}: Schema): string {
  if (oneOf) return oneOf.map(typeOf).join(' | ');
  if ($ref) return $ref.split('/').at(-1)!;
  if (value !== undefined) return JSON.stringify(value);
  if (values) return values.map((one) => JSON.stringify(one)).join(' | ');
  if (Array.isArray(type)) return type.map((one) => typeOf({ type: one })).join(' | ');
  switch (type) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'null':
      return type;
    case 'integer':
      return 'number';
    case 'array':
      return `${items ? `(${typeOf(items)})` : 'unknown'}[]`;
    case 'object': {
      if (!properties) return `Record<string, ${additionalProperties ? typeOf(additionalProperties) : 'unknown'}>`;
      const members = Object.entries(properties).map(
        ([name, schema]) => `${comment(schema)}${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema)};`,
      );
      return `{ ${members.join('\n')} }`;
    }
    default:
      throw new Error(`no type for ${JSON.stringify({ type })}`);
  }
}

function comment({ description }: Schema): string {
  return description ? `/** ${description} */\n` : '';
}

if (process.argv[1] === import.meta.filename) writeFileSync(WIRE, await wireTypes());
