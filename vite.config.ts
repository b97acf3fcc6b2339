/**
 * The script-tag builds, into dist/embed: `civic-widgets.js` (the loader, with chunks that load when a page needs them)
 * and, with `--mode all`, `civic-widgets.all.js` (one file). The npm build is tsc's: see tsconfig.build.json.
 */
import { fileURLToPath } from 'node:url';
import minifyHtmlLiterals from '@lit-labs/rollup-plugin-minify-html-literals';
import { defineConfig } from 'vite';
import { chunkUrls } from './vite-plugins/chunk-urls.ts';
import { frameFile } from './vite-plugins/frame-page.ts';
import { litInAnyPage } from './vite-plugins/lit-in-any-page.ts';
import { precompress } from './vite-plugins/precompress.ts';
import { siteThemes } from './vite-plugins/site-themes.ts';

export default defineConfig(({ mode }) => {
  const isAll = mode === 'all';
  const entry = isAll ? { 'civic-widgets.all': 'src/define.ts' } : ENTRIES;
  return {
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [litInAnyPage(), minifyHtmlLiterals(SVG_TOO), chunkUrls(), siteThemes(), frameFile(), precompress()],
    build: {
      target: 'es2022',
      outDir: 'dist/embed',
      emptyOutDir: !isAll,
      // As a library, import() stays as it is: the browser resolves it against the chunk itself, in any folder.
      lib: { entry, formats: ['es'] },
      reportCompressedSize: false,
      // The licences of other projects whose code the files contain must be passed on.
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        // Lit's packages have no side effects but don't declare it: drop what isn't used of their index files.
        treeshake: {
          moduleSideEffects: (id) => !/node_modules.(?:lit|lit-html|lit-element|@lit.reactive-element)\W/.test(id),
        },
        output: {
          minify: true, // Vite keeps white space in libraries,
          comments: false, // and comments for bundlers
          entryFileNames: ({ name }) => (PAGES.test(name) ? '[name].js' : 'chunks/[name]-[hash:6].js'),
          chunkFileNames: 'chunks/[name]-[hash:6].js',
          ...(isAll && SAYS_WHY),
          codeSplitting: !isAll && { groups: [room('base', BASE), room('documents', DOCUMENTS)] },
        },
      },
    },
  };
});

/** What pages name, so without a hash. */
const PAGES = /^(?:civic-widgets|civic-frame|frame)/;

/** The loader, the chunks that it loads by URL, and the scripts of frames. */
const ENTRIES: Record<string, string> = {
  'civic-widgets': 'src/loader.ts',
  'civic-settings': 'src/elements/civic-settings/civic-settings.define.ts',
  'district-news': 'src/elements/district-news/district-news.define.ts',
  'city-weather': 'src/elements/city-weather/city-weather.define.ts',
  'citizen-poll': 'src/elements/citizen-poll/citizen-poll.define.ts',
  'citizen-survey': 'src/elements/citizen-survey/citizen-survey.define.ts',
  'public-alerts': 'src/elements/public-alerts/public-alerts.define.ts',
  placeholders: 'src/placeholders.ts',
  hydrate: 'src/elements/hydrate.ts',
  frame: 'src/iframe/frame.ts',
  'civic-frame': 'src/iframe/civic-frame.ts',
};

/** In SVG, a shape without its closing slash would contain the next one, which is not drawn then. */
const SVG_TOO = { options: { minifyOptions: { keepClosingSlash: true } } };

/** A page whose Trusted Types forbid Lit's policy keeps its fallbacks, and the console one line, as with the loader. */
const SAYS_WHY = { postBanner: 'try{', postFooter: '}catch(error){console.error("civic-widgets:",error)}' };

/** What every element imports. */
const BASE = [
  './src/elements/widget-element.ts',
  './src/elements/define.ts',
  './src/elements/weather-place.ts',
  './src/i18n/texts-controller.ts',
  './src/documents/json.ts',
  './src/documents/registry.ts',
  './src/documents/urls.ts',
  './node_modules/@lit/reactive-element/decorators/state.js',
];

/** What news and warnings share: the readers of feeds, and lists whose rows are kept. */
const DOCUMENTS = [
  './src/documents/html-text.ts',
  './src/documents/utf8.ts',
  './src/documents/xml.ts',
  './node_modules/lit-html/directives/repeat.js',
];

/** A chunk of these modules and all that they import; the other chunks follow from entries and `import()`. */
function room(name: string, modules: readonly string[]) {
  const files = modules.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return { name, test: (id: string) => files.includes(id) };
}
