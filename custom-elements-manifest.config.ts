/** What `npm run analyze` writes: custom-elements.json, and from it the completion data of VS Code and JetBrains. */
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import type ts from 'typescript';
import type { Documented, Manifest, ManifestModule } from './scripts/manifest.ts';

interface Collected {
  ts: typeof ts;
  node: ts.Node;
}

/** What Lit calls, and what only the element itself touches: no part of the promise. */
const LIFECYCLE =
  /^(render|updated|update|willUpdate|firstUpdated|shouldUpdate|createRenderRoot|getUpdateComplete|performUpdate|scheduleUpdate|isEmpty|(connected|disconnected|adopted|attributeChanged|connectedMove)(Callback)?)$/;

/** An element's folder is its tag, whatever helper registers it. */
const tagsFromFolders = {
  name: 'tags-from-folders',
  analyzePhase({ moduleDoc }: { moduleDoc: ManifestModule }): void {
    const tag = /src\/elements\/([a-z]+-[a-z-]+)\/\1\.ts$/.exec(moduleDoc.path)?.[1];
    if (tag === undefined) return;
    const className = tag.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
    const element = moduleDoc.declarations.find(({ kind, name }) => kind === 'class' && name === className);
    if (element) Object.assign(element, { tagName: tag, customElement: true });
  },
};

/** Writes the words out that a named type stands for (`Layout` → `'list' | 'cards'`), so that editors and controls offer them. */
const wordsOfTypes = {
  name: 'words-of-types',
  aliases: new Map<string, string>(),
  collectPhase({ ts, node }: Collected): void {
    const visit = (child: ts.Node): void => {
      if (ts.isTypeAliasDeclaration(child)) wordsOfTypes.aliases.set(child.name.text, child.type.getText());
      if (ts.isVariableDeclaration(child) && child.initializer && ts.isAsExpression(child.initializer)) {
        const list = child.initializer.expression;
        if (ts.isArrayLiteralExpression(list))
          wordsOfTypes.aliases.set(
            `(typeof ${child.name.getText()})[number]`,
            list.elements.map((word) => word.getText()).join(' | '),
          );
      }
      ts.forEachChild(child, visit);
    };
    visit(node);
  },
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: Manifest }): void {
    for (const { declarations } of customElementsManifest.modules)
      for (const { members = [], attributes = [] } of declarations)
        for (const { type } of [...members, ...attributes] as Documented[])
          if (type) type.text = wordsOfTypes.spelled(type.text);
  },
  spelled(text: string): string {
    const isSpelled = (word: string): boolean =>
      /^('.*'|"[^"]*"|[\d.]+|string|number|boolean|undefined|null)$/.test(word);
    let words = union(text);
    while (words.some((word) => wordsOfTypes.aliases.has(word)))
      words = words.flatMap((word) => union(wordsOfTypes.aliases.get(word) ?? word));
    return words.every(isSpelled) ? words.join(' | ') : text;
  },
};

function union(text: string): string[] {
  return text
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** `data` is what the class says that its model is: `class DistrictNews extends WidgetElement<NewsFeed>`. */
const modelsByName = {
  name: 'models-by-name',
  models: new Map<string, string>(),
  collectPhase({ ts, node }: Collected): void {
    ts.forEachChild(node, (child) => {
      if (!ts.isClassDeclaration(child)) return;
      const model = child.heritageClauses?.[0]?.types[0]?.typeArguments?.[0];
      if (child.name && model) modelsByName.models.set(child.name.text, model.getText());
    });
  },
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: Manifest }): void {
    for (const { declarations } of customElementsManifest.modules)
      for (const element of declarations) {
        const model = modelsByName.models.get(element.name);
        if (!model) continue;
        // What is inherited is one object for all heirs.
        const named = <Item extends Documented>(item: Item): Item =>
          item.type ? { ...item, type: { ...item.type, text: item.type.text.replace(/\bModel\b/g, model) } } : item;
        element.members = element.members?.map(named);
        element.events = element.events?.map(named);
      }
  },
};

/** Keeps what users may use, under the paths that they import. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: Manifest }): void {
    for (const module of customElementsManifest.modules) {
      module.declarations = module.declarations.filter(({ tagName }) => tagName !== undefined);
      for (const element of module.declarations) {
        element.members = element.members?.filter(
          ({ name, privacy = 'public', static: isStatic }) =>
            privacy === 'public' && !isStatic && !name.startsWith('#') && !LIFECYCLE.test(name),
        );
        const fields = new Set(element.members?.map(({ name }) => name));
        element.attributes = element.attributes?.filter((attribute) =>
          fields.has(attribute.fieldName ?? attribute.name),
        );
      }
      const [element] = module.declarations;
      if (!element) continue;
      module.exports = [
        { kind: 'js', name: element.name, declaration: { name: element.name, module: module.path } },
        {
          kind: 'custom-element-definition',
          name: element.tagName,
          declaration: { name: element.name, module: module.path },
        },
      ];
    }
    customElementsManifest.modules = customElementsManifest.modules
      .filter(({ declarations }) => declarations.length > 0)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    const built = (path: string): string => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const object = node as Record<string, unknown>;
      for (const key of ['path', 'module']) if (typeof object[key] === 'string') object[key] = built(object[key]);
      Object.values(object).forEach(visit);
    };
    visit(customElementsManifest.modules);
  },
};

const outdir = 'dist';

export default {
  globs: ['src/**/*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [
    tagsFromFolders,
    wordsOfTypes,
    modelsByName,
    publicOnly,
    customElementVsCodePlugin({ outdir, hideLogs: true }),
    customElementJetBrainsPlugin({ outdir, packageJson: false, hideLogs: true }),
  ],
};
