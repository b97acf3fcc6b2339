/**
 * Fails when a text of the dictionaries is not used, by an element or by the builder.
 * A key counts as used where the code contains it as a string, or as a template such as `beaufort.${force}`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

const faults: string[] = [];

const widgets = usesIn(
  sources('src').filter((path) => !/^src\/(?:tags\.ts|i18n\/(?:en|vi|[a-z]{2}\.ts|zh-))/.test(path)),
);
for (const path of sources('src/i18n/en')) {
  const file = basename(path, '.ts');
  for (const key of keysIn(path)) check(widgets.has(key, file), path, key);
}
for (const folder of ['builder', 'server/admin']) {
  const page = usesIn(sources(folder).filter((path) => !/\/i18n\/(?:en|vi)\.ts$/.test(path)));
  const path = `${folder}/i18n/en.ts`;
  for (const key of keysIn(path)) check(page.has(key), path, key);
}

for (const fault of faults) console.error(fault);
if (faults.length) process.exitCode = 1;

function check(isUsed: boolean, path: string, key: string): void {
  if (!isUsed) faults.push(`${path}: nothing uses “${key}”`);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
}

/** The keys of the dictionary in a file: of the object that it exports. */
function keysIn(path: string): string[] {
  const keys: string[] = [];
  for (const statement of parse(path).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { initializer } of statement.declarationList.declarations) {
      const object = initializer && ts.isSatisfiesExpression(initializer) ? initializer.expression : initializer;
      if (!object || !ts.isObjectLiteralExpression(object)) continue;
      for (const { name } of object.properties) {
        if (name && (ts.isIdentifier(name) || ts.isStringLiteral(name))) keys.push(name.text);
      }
    }
  }
  return keys;
}

/** Whether some code uses the text of a key. */
interface Uses {
  has: (text: string, dictionary?: string) => boolean;
}

/** The strings in the code; a template stands for every string that it can produce. */
function usesIn(paths: readonly string[]): Uses {
  const strings = new Set<string>();
  const templates: { form: RegExp; dictionaries?: ReadonlySet<string> }[] = [];
  for (const path of paths) {
    const own = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
        const [, dictionary] = /i18n\/en\/([\w-]+)\.ts$/.exec(node.moduleSpecifier.text) ?? [];
        // An import of a type alone uses no texts.
        if (dictionary && node.importClause?.phaseModifier === undefined) own.add(dictionary);
        return;
      }
      // The literal type in `get(`code.${code}` as 'code.0')` is only there for the compiler.
      if (ts.isLiteralTypeNode(node)) return;
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) strings.add(node.text);
      if (ts.isTemplateExpression(node)) {
        const literals = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
        if (literals.every((literal) => /^[\w.-]*$/.test(literal)) && literals.join('').includes('.')) {
          const form = new RegExp(`^${literals.map((literal) => literal.replaceAll('.', '\\.')).join('[\\w.-]+')}$`);
          // A template without fixed text could be any key: it counts for the dictionaries that its file imports.
          templates.push(/[a-z]/.test(literals.join('')) ? { form } : { form, dictionaries: own });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(parse(path));
  }
  return {
    has: (text, dictionary = '') =>
      strings.has(text) ||
      templates.some(
        ({ form, dictionaries }) => form.test(text) && (dictionaries === undefined || dictionaries.has(dictionary)),
      ),
  };
}
