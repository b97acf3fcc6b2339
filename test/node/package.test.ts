/** The package as npm would publish it, put into an empty folder with nothing but its declared dependencies. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

interface PackageJson {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
  sideEffects: string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;
const modules = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === 'string' ? [] : [path.replace('.', 'civic-widgets')],
);

/** They are types, or do something. */
const WITHOUT_EXPORTS = ['jsx', 'vue', 'svelte', 'define', 'hydrate', 'autoloader'].map(
  (framework) => `civic-widgets/${framework}`,
);

describe('the packed package', () => {
  let folder = '';
  let files: string[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'civic-widgets-'));
    const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const result = JSON.parse(packed.toString()) as unknown;
    const [{ filename, files: list }] = (Array.isArray(result) ? result : Object.values(result as object)) as [
      { filename: string; files: { path: string }[] },
    ];
    files = list.map(({ path }) => path);
    const target = join(folder, 'node_modules/civic-widgets');
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components=1']);
    for (const dependency of withTheirs(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))) {
      mkdirSync(dirname(join(folder, 'node_modules', dependency)), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', dependency), join(folder, 'node_modules', dependency), 'junction');
    }
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what is built and nothing of the workshop', () => {
    const notDocs = files.filter((path) => !/^(?:docs\/|SECURITY\.md$)/.test(path));
    const strange = notDocs.filter(
      (path) =>
        !/^(dist\/(alerts|documents|elements|embed|endpoint|frameworks|i18n|news|outbox|poll|react|survey|theme|themes|weather|worker)\/|samples\/(alert\.xml|survey-counter\.\w+\.json)$|dist\/[\w.-]+$|package\.json$|custom-elements\.json$|README\.md$|CHANGELOG\.md$|LICENSE$|llms\.txt$|ACCESSIBILITY\.md$)/.test(
          path,
        ),
    );
    assert.deepEqual(strange, []);
    assert.deepEqual(
      files.filter((path) => /\.(test|stories)\.|(?<!\.d)\.ts$|\.map$|tsbuildinfo/.test(path)),
      [],
    );
  });

  it('passes on the licences of what the script-tag build contains', () => {
    const text = readFileSync(join(folder, 'node_modules/civic-widgets/dist/embed/licenses.md'), 'utf8');
    for (const name of ['lit-html', '@lit/reactive-element', '@lit/context', 'dompurify']) {
      assert.match(text, new RegExp(`^## ${name} - [\\d.]+ \\(\\S.*\\)\\n[^#]{400}`, 'm'));
    }
  });

  it('has types for every path, in an empty folder with nothing else installed', () => {
    const path = join(folder, 'every.ts');
    writeFileSync(
      path,
      modules.map((name, index) => `import * as m${index} from '${name}';\nvoid m${index};`).join('\n'),
    );
    const program = ts.createProgram([path], {
      ...{ strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022, preserveSymlinks: true },
      ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, skipLibCheck: true },
    });
    const said = ts.getPreEmitDiagnostics(program);
    assert.deepEqual(
      said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      [],
    );
    const untyped = program.getSourceFiles().filter(({ fileName }) => /civic-widgets\/dist\/.*\.js$/.test(fileName));
    assert.deepEqual(untyped, []);
  });

  for (const name of modules) {
    it(`imports ${name} in Node without a DOM`, () => {
      const script = `
        const before = new Set(Object.keys(globalThis));
        const exported = Object.keys(await import('${name}'));
        if (exported.length === 0 && !${WITHOUT_EXPORTS.includes(name)}) throw new Error('it exports nothing');
        const isOfLit = (name) => /^(lit|reactiveElement|customElements$)/.test(name);
        const left = Object.keys(globalThis).filter((name) => !before.has(name) && !isOfLit(name));
        if (left.length > 0) throw new Error('it leaves globals behind: ' + left);
        if (typeof document !== 'undefined') throw new Error('it brings a DOM along');`;
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, stdio: 'pipe' });
    });
  }

  it('exports what the public API names, and registers nothing', () => {
    const script = `console.log(JSON.stringify(Object.keys(await import('civic-widgets'))))`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
    const exported = new Set(JSON.parse(output.toString()) as string[]);
    const promised = [
      ...['CivicSettings', 'DistrictNews', 'CityWeather', 'CitizenPoll', 'CitizenSurvey', 'CivicError'],
      ...['parseNews', 'parseWeather', 'parsePoll', 'registerNewsFormat', 'registerWeatherFormat'],
    ];
    assert.deepEqual(
      promised.filter((name) => !exported.has(name)),
      [],
    );
  });

  it('has the file of every export, side effect and piece of editor data', () => {
    const targets = Object.values(manifest.exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : [target.types, target.default]))
      .concat(manifest.sideEffects, './dist/vscode.html-custom-data.json', './dist/web-types.json')
      // Those in src/ and builder/ are for our own bundler.
      .filter((path) => !path.includes('*') && !/^\.\/(src|builder)\//.test(path));
    assert.deepEqual(
      targets.filter((path) => !existsSync(join(folder, 'node_modules/civic-widgets', path))),
      [],
    );
  });

  it('has a manifest for Storybook in which no two things have one name', () => {
    const path = join(folder, 'node_modules/civic-widgets/dist/storybook.json');
    const { modules } = JSON.parse(readFileSync(path, 'utf8')) as {
      modules: { declarations: Record<string, { name: string; kind?: string }[]>[] }[];
    };
    for (const { declarations } of modules)
      for (const {
        members = [],
        attributes = [],
        events = [],
        slots = [],
        cssParts = [],
        cssProperties = [],
      } of declarations) {
        const fields = members.filter(({ kind }) => kind !== 'method');
        const names = [fields, attributes, events, slots, cssParts, cssProperties].flat().map(({ name }) => name);
        assert.deepEqual(
          names.filter((name, i) => names.indexOf(name) !== i),
          [],
        );
      }
  });

  it('imports only files that it has, also what loads later', () => {
    const missing = files
      .filter((path) => /^dist\/(?!embed\/|builder\/).*\.js$/.test(path))
      .flatMap((path) => {
        const file = join(folder, 'node_modules/civic-widgets', path);
        const specifiers = readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\(|^import )['"](\.[^'"]+)['"]/gm);
        return [...specifiers].flatMap(([, specifier = '']) =>
          existsSync(join(dirname(file), specifier)) ? [] : `${path}: ${specifier}`,
        );
      });
    assert.deepEqual(missing, []);
  });

  it('has the script-tag files', () => {
    const names = ['civic-widgets.js', 'civic-widgets.all.js'].map((name) => `dist/embed/${name}`);
    assert.deepEqual(
      names.filter((name) => !files.includes(name)),
      [],
    );
  });
});

/** The dependencies and, all the way down, theirs. */
function withTheirs(names: string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    const path = join(ROOT, 'node_modules', name, 'package.json');
    if (seen.has(name) || !existsSync(path)) continue;
    seen.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(path, 'utf8')) as PackageJson;
    withTheirs(Object.keys(dependencies), seen);
  }
  return seen;
}
