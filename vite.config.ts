/**
 * The script-tag builds, into dist/embed: `civic-widgets.js` (the loader, with chunks that load when a page needs them)
 * and, with `--mode all`, `civic-widgets.all.js` (one file). The npm build is tsc's: see tsconfig.build.json.
 */
import { readdirSync, readFileSync } from 'node:fs';
import minifyHtmlLiterals from '@lit-labs/rollup-plugin-minify-html-literals';
import { minify } from 'terser';
import { type Plugin, defineConfig } from 'vite';

export default defineConfig(({ mode }) => {
  const isAll = mode === 'all';
  const entry: Record<string, string> = isAll
    ? { 'civic-widgets.all': 'src/define.ts' }
    : { 'civic-widgets': 'src/loader.ts' };
  return {
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [litInAnyPage(), minifyHtmlLiterals(SVG_TOO), helperInFirst(), minified(), siteThemes()],
    build: {
      target: 'es2022',
      outDir: 'dist/embed',
      emptyOutDir: !isAll,
      // As a library, import() stays as it is: the browser resolves it against the chunk itself, in any folder.
      lib: { entry, formats: ['es'] },
      reportCompressedSize: false,
      // What the files contain of other projects, whose licences want to be passed on.
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        // Lit's packages don't say so themselves: who takes a part of Lit from its index doesn't want the rest.
        treeshake: {
          moduleSideEffects: (id) => !/node_modules.(?:lit|lit-html|lit-element|@lit.reactive-element)\W/.test(id),
        },
        output: {
          minify: true, // Vite leaves white space in libraries,
          comments: false, // and notes for bundlers
          entryFileNames: '[name].js',
          chunkFileNames: ({ name, facadeModuleId }) => {
            const language = /i18n.(en|vi)\W/.exec(facadeModuleId ?? '')?.[1];
            return `chunks/${language ? `texts-${language}-` : ''}${name}-[hash].js`;
          },
          codeSplitting: !isAll && {
            groups: [
              { name: 'first', test: FIRST },
              { name: 'base', test: BASE },
              { name: 'news-first', test: NEWS_FIRST },
              { name: 'weather-first', test: WEATHER_FIRST },
              { name: 'poll-first', test: POLL_FIRST },
              { name: 'later', test: LATER },
            ],
          },
        },
      },
    },
  };
});

/** In a piece of SVG, a shape without its closing slash would take the next one in, which is not drawn then. */
const SVG_TOO = { options: { minifyOptions: { keepClosingSlash: true } } };

/** What every first view is made of: the road to the endpoint, the frame, what draws it. */
const FIRST =
  /node_modules.lit-html.is-server\W|src.elements.(?:ahead|asking|draw-ahead|first-view|frame-view|html)\.|src.endpoint.(?:answers|errors|json|part)\.|src.i18n.(?:fill|format|locale)\.|src.theme.(?:css|frame|tokens)\./;

/** What every element is besides: Lit, settings, states. */
const BASE =
  /node_modules.(?:lit|lit-html|lit-element|@lit.reactive-element|@lit-labs.ssr-client)\W(?!.*directives)|src.elements.(?:widget-element|property|define|digests|hydrate)\.|src.endpoint.(?:ask|cache|endpoint-controller)\.|src.i18n.texts-controller\.|src.theme.later\./;

/** What makes news of a plain feed and lists it. Warnings about the weather are feeds as well. */
const NEWS_FIRST =
  /src.endpoint.(?:xml|tags|entities|urls)\.|src.news.html\.|src.elements.district-news.(?:first-view|list-view|district-news.styles|rows)\.|src.i18n.(?:en|vi).news\.|src.news.(?:date|feed|load|parse|formats.(?:rss|registry))\./;

/** What a first sentence about the weather needs. */
const WEATHER_FIRST =
  /src.elements.city-weather.(?:ask|city-weather.styles|first-view|now|tabs-view|words)\.|src.weather.(?:assign|compass|formats.open-meteo|gazetteer\.|model|places|registry|requests|values|zones)/;

/** What a first ballot is made of; others have some of it later. */
const POLL_FIRST =
  /src.elements.citizen-poll.(?:citizen-poll.styles|device-storage|first-view|form)\.|src.poll.(?:load|model|reading|protocols.read)\.|src.theme.buttons\./;

/** What every widget asks for once its first content shows, or doesn't. */
const LATER =
  /src.elements.states\.|src.endpoint.(?:pace|retry|wake-ups)\.|src.i18n.(?:en|vi).shared\.|src.theme.states\./;

/**
 * What Lit takes for granted and not every page grants. It makes a Trusted Types policy of its own, and a second copy on
 * the page would die of the name being taken: here copies share the one documented policy. It parses templates by the
 * page's own syntax, which in an XHTML page is XML. And it trusts the globals `Event` and `Document`, which MooTools
 * (Joomla up to 3) replaces by classes of its own.
 */
function litInAnyPage(): Plugin {
  const changes: [file: RegExp, from: RegExp, to: string][] = [
    [
      /lit-html[\\/](development[\\/])?lit-html\.js/,
      /(\w+)\.createPolicy\((["'])lit-html\2,/,
      `globalThis[Symbol.for('civic-widgets.policy')]??=$1.createPolicy('civic-widgets',`,
    ],
    [
      /lit-html[\\/](development[\\/])?lit-html\.js/,
      /(\w+)\.createElement\((["'])template\2\)/,
      `($1.contentType==='text/html'?$1:$1.implementation.createHTMLDocument('')).createElement('template')`,
    ],
    [
      /reactive-element[\\/](development[\\/])?css-tag\.js/,
      /(["'])adoptedStyleSheets\1\s*in Document\.prototype/,
      `'adoptedStyleSheets'in document`,
    ],
    [
      /context[\\/](development[\\/])?lib[\\/]context-request-event\.js/,
      /extends Event\b/,
      'extends Object.getPrototypeOf(CustomEvent)',
    ],
    [
      /context[\\/](development[\\/])?lib[\\/]controllers[\\/]context-provider\.js/,
      /extends Event\b/,
      'extends Object.getPrototypeOf(CustomEvent)',
    ],
  ];
  return {
    name: 'lit-in-any-page',
    enforce: 'pre',
    transform(code, id) {
      const its = changes.filter(([file]) => file.test(id));
      if (its.length === 0) return null;
      return its.reduce((changed, [, from, to]) => {
        if (!from.test(changed)) throw new Error(`${id} no longer has ${from}: see vite.config.ts`);
        return changed.replace(from, to);
      }, code);
    },
  };
}

/**
 * The bundler's helper for modules that share a file is a file of its own, which all others import: one more round trip
 * before any widget shows. Here it is part of what comes first.
 */
function helperInFirst(): Plugin {
  const ITS_IMPORT = /import \{ t as __exportAll \} from "\.\/(?:chunks\/)?rolldown-runtime-[^"]+";/;
  return {
    name: 'helper-in-first',
    renderChunk(code, { name }, _, { chunks }) {
      if (!code.includes('rolldown-runtime-')) return null;
      if (!ITS_IMPORT.test(code))
        throw new Error(`${name} asks the bundler's runtime for something else: see vite.config.ts`);
      const first = Object.values(chunks).find((chunk) => chunk.name === 'first')!;
      return name === 'first'
        ? code.replace(ITS_IMPORT, HELPER).replace(/export \{(?=[^{}]+\};\s*$)/, 'export { __exportAll as helper,')
        : code.replace(
            ITS_IMPORT,
            `import { helper as __exportAll } from "./${first.fileName.replace('chunks/', '')}";`,
          );
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const runtime = chunks.find(({ name }) => name === 'rolldown-runtime')?.fileName;
      const first = chunks.find(({ name }) => name === 'first')?.fileName;
      if (!runtime || !first) return;
      delete bundle[runtime];
      for (const chunk of chunks) {
        const imports = chunk.imports.map((file) => (file === runtime ? first : file));
        chunk.imports = [...new Set(imports)].filter((file) => file !== chunk.fileName);
      }
    },
  };
}

const HELPER = `const __exportAll = (all) => {
  const module = {};
  for (const name in all) Object.defineProperty(module, name, { get: all[name], enumerable: true });
  return module;
};`;

/** One per cent less than the bundler's own minifier leaves. */
function minified(): Plugin {
  return {
    name: 'minified',
    async generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      for (const chunk of chunks) {
        const { code } = await minify(chunk.code, {
          module: true,
          ecma: 2020,
          compress: { passes: 2 },
          format: { comments: false },
        });
        chunk.code = code!;
      }
    },
  };
}

/** The ready-made themes, as they are: a page links to one of them. */
function siteThemes(): Plugin {
  const folder = new URL('src/theme/sites/', import.meta.url);
  return {
    name: 'site-themes',
    generateBundle() {
      for (const file of readdirSync(folder)) {
        this.emitFile({
          type: 'asset',
          fileName: `themes/${file}`,
          source: readFileSync(new URL(file, folder), 'utf8'),
        });
      }
    },
  };
}
