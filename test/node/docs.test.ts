/**
 * The README and docs. Links lead somewhere. TypeScript is compiled against the built package; what needs no page is run.
 * Each `site.json` is checked by its schema. Blocks of HTML are pages in test/embed/docs.spec.ts.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parseNews } from '../../src/news/index.ts';
import { parseSurvey } from '../../src/survey/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
// Within the package, so that its own name leads to what it exports.
const FOLDER = join(ROOT, 'test-results/docs');

interface Block {
  name: string;
  language: string;
  info: string;
  code: string;
}

const blocks: Block[] = ['README.md', 'llms.txt', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]
  // What docs/frameworks.md shows are lines of the examples, which are run: test/node/docs-frameworks.test.ts.
  .filter((file) => /\.(md|txt)$/.test(file) && file !== 'docs/frameworks.md')
  .flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [...text.matchAll(/^```(\w+)(?: (.*))?\n([^]*?)^```$/gm)].map(
      ({ index, 1: language = '', 2: info = '', 3: code = '' }) => ({
        name: `${file}:${text.slice(0, index).split('\n').length}`,
        ...{ language, info, code },
      }),
    );
  });

describe('code in the docs', () => {
  after(() => rmSync(FOLDER, { recursive: true, force: true }));

  for (const { name, language, code } of blocks.filter(
    ({ language, info }) => ['ts', 'js'].includes(language) && !info.startsWith('not-run='),
  )) {
    mkdirSync(FOLDER, { recursive: true });
    const path = join(FOLDER, `${name.replace(/\W/g, '-')}.${language}`);

    it(`${name} compiles`, () => {
      writeFileSync(path, code);
      const program = ts.createProgram([path], {
        ...{
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          allowJs: true,
          types: [],

          target: ts.ScriptTarget.ES2022,
        },
        ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
        // JavaScript is read; only its imports and its grammar are judged.
        checkJs: false,
      });
      const said = ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
      assert.deepEqual(said, []);
    });

    if (/\bdocument\b/.test(code)) continue;
    it(`${name} runs`, () => {
      execFileSync(process.execPath, [path], { cwd: ROOT, stdio: 'pipe' });
    });
  }

  const require = createRequire(join(ROOT, 'server/package.json'));
  const { default: Ajv } = require('ajv/dist/2020.js') as { default: new (options: object) => import('ajv').Ajv };
  const schema = JSON.parse(readFileSync(join(ROOT, 'docs/endpoints/site.schema.json'), 'utf8')) as object;
  const check = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const sites = blocks.filter(({ language, info }) => language === 'json' && info === 'site.json');

  for (const { name, code } of sites) {
    it(`${name} is a site.json`, () => {
      check(JSON.parse(code));
      assert.deepEqual(check.errors ?? [], []);
    });
  }

  const surveys = JSON.parse(readFileSync(join(ROOT, 'docs/endpoints/survey.schema.json'), 'utf8')) as object;
  const checkSurvey = new Ajv({ strict: false, validateFormats: false }).compile(surveys);
  for (const path of ['survey-counter.vi.json', 'survey-counter.en.json']) {
    it(`${path} is sent as a survey`, () => {
      checkSurvey(parseSurvey(readFileSync(join(ROOT, 'samples', path), 'utf8')));
      assert.deepEqual(checkSurvey.errors ?? [], []);
    });
  }

  it('has such blocks', () => {
    assert.ok(sites.length >= 3);
    assert.ok(blocks.filter(({ language }) => language === 'ts').length >= 3);
  });

  for (const { name, code } of blocks.filter(({ language, info }) => language === 'json' && info !== 'site.json')) {
    it(`${name} is news`, () => {
      const { items } = parseNews(code, { url: 'https://phuong.example/' });
      assert.ok(items.length > 0 && items.every(({ title, url, published }) => title && url && published));
    });
  }
});

describe('links in the docs', () => {
  const pages = [
    ...['README.md', 'ACCESSIBILITY.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'llms.txt'],
    ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `docs/${path}`),
  ];
  /** As GitHub and npm make them. */
  const anchorsOf = (text: string): string[] =>
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    );

  for (const page of pages) {
    it(page, () => {
      const text = readFileSync(join(ROOT, page), 'utf8').replace(/^```[^]*?^```$|`[^`\n]*`/gm, '');
      const links = [...text.matchAll(/\]\((?!\w+:)([^()\s]*)\)|<img src="([^":]+)"/g)].map(
        ([, link, src]) => link ?? src ?? '',
      );
      const dead = links.filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path ? join(ROOT, dirname(page), path) : join(ROOT, page);
        if (!existsSync(target)) return true;
        return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
      });
      assert.deepEqual(dead, []);
    });
  }

  it('of the README work in the npm package, too', () => {
    const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };
    const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const links = [...text.matchAll(/\]\((?!\w+:)([^()#\s]+)/g)].map(([, link = '']) =>
      relative(ROOT, join(ROOT, link)),
    );
    const missing = links.filter(
      (link) =>
        !files.some((file) => link === file || link.startsWith(`${file}/`)) || statSync(join(ROOT, link)).isDirectory(),
    );
    // The npm page shows pictures from the repository.
    assert.deepEqual(
      missing.filter((link) => !link.startsWith('docs/images/')),
      [],
    );
  });
});
