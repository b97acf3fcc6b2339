/** What `npm run analyze` writes: custom-elements.json, and from it the completion data of VS Code and JetBrains. */
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

/** The part of a manifest (https://github.com/webcomponents/custom-elements-manifest) that is touched here. */
interface Declaration {
  kind: string;
  name: string;
  tagName?: string;
  customElement?: boolean;
  superclass?: unknown;
  members?: { name: string; kind: string; privacy?: string; static?: boolean; attribute?: string; inheritedFrom?: unknown }[];
  attributes?: { name: string; fieldName?: string }[];
}
interface Module {
  path: string;
  declarations: Declaration[];
  exports: { kind: string; name?: string; declaration: { name: string; module?: string } }[];
}
interface Manifest {
  modules: Module[];
}

/** What Lit calls, and what only the element itself touches: no part of the promise. */
const LIFECYCLE = /^(render|updated|update|willUpdate|firstUpdated|shouldUpdate|createRenderRoot|getUpdateComplete|performUpdate|scheduleUpdate|styles|shadowRootOptions|formAssociated|(connected|disconnected|adopted|attributeChanged|connectedMove)(Callback)?)$/;

/** An element's folder is its tag (docs/decisions: one folder an element), whatever helper registers it. */
const tagsFromFolders = {
  name: 'tags-from-folders',
  analyzePhase({ moduleDoc }: { moduleDoc: Module }): void {
    const tag = /src\/elements\/([a-z]+-[a-z-]+)\/\1\.ts$/.exec(moduleDoc.path)?.[1];
    if (tag === undefined) return;
    const className = tag.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
    const element = moduleDoc.declarations.find(({ kind, name }) => kind === 'class' && name === className);
    if (element) Object.assign(element, { tagName: tag, customElement: true });
  },
};

/** Keeps what users may use. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: Manifest }): void {
    const elements: Module[] = [];
    for (const module of customElementsManifest.modules) {
      module.declarations = module.declarations.filter(({ tagName }) => tagName !== undefined);
      if (module.declarations.length === 0) continue;
      for (const element of module.declarations) {
        element.members = element.members?.filter(
          ({ name, privacy, static: isStatic }) =>
            (privacy ?? 'public') === 'public' && !isStatic && !/^[#_]/.test(name) && !LIFECYCLE.test(name),
        );
        const fields = new Set(element.members?.map(({ name }) => name));
        element.attributes = element.attributes?.filter(({ fieldName }) => fieldName === undefined || fields.has(fieldName));
      }
      const tag = module.declarations[0]?.tagName ?? '';
      const names = new Set(module.declarations.map(({ name }) => name));
      module.exports = [
        ...module.exports.filter(({ kind, declaration }) => kind === 'js' && names.has(declaration.name)),
        { kind: 'custom-element-definition', name: tag, declaration: { name: module.declarations[0]?.name ?? '' } },
      ];
      elements.push(module);
    }
    customElementsManifest.modules = elements.sort((a, b) => (a.path < b.path ? -1 : 1));
    // Users import what is built.
    const built = (path: string): string => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const object = node as Record<string, unknown>;
      for (const key of ['path', 'module']) if (typeof object[key] === 'string') object[key] = built(object[key]);
      Object.values(object).forEach(walk);
    };
    walk(customElementsManifest.modules);
  },
};

const outdir = 'dist';

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/**/*.styles.ts', 'src/elements/**/*.define.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    tagsFromFolders,
    publicOnly,
    customElementVsCodePlugin({ outdir, hideLogs: true }),
    customElementJetBrainsPlugin({ outdir, packageJson: false, hideLogs: true }),
  ],
};
