/**
 * The script-tag builds, into dist/embed: `civic-widgets.js` (the loader, with chunks that load when a page needs them)
 * and, with `--mode all`, `civic-widgets.all.js` (one file). The npm build is tsc's: see tsconfig.build.json.
 */
import minifyHtmlLiterals from '@lit-labs/rollup-plugin-minify-html-literals';
import { type Plugin, defineConfig } from 'vite';

export default defineConfig(({ mode }) => {
  const isAll = mode === 'all';
  return {
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [onePolicy(), minifyHtmlLiterals()],
    build: {
      target: 'es2022',
      outDir: 'dist/embed',
      emptyOutDir: !isAll,
      // As a library, import() stays as it is: the browser resolves it against the chunk itself, in any folder.
      lib: {
        entry: isAll ? { 'civic-widgets.all': 'src/define.ts' } : { 'civic-widgets': 'src/loader.ts' },
        formats: ['es'],
      },
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          minify: true, // Vite leaves white space in libraries
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: !isAll,
        },
      },
    },
  };
});

/**
 * Lit makes a Trusted Types policy of its own, and a second copy on the page would die of the name being taken. The
 * script-tag builds make the one documented policy instead, and share it among copies.
 */
function onePolicy(): Plugin {
  const ITS = /(\w+)\.createPolicy\((["'])lit-html\2,/;
  return {
    name: 'one-trusted-types-policy',
    enforce: 'pre',
    transform(code, id) {
      if (!/lit-html[\\/](development[\\/])?lit-html\.js/.test(id)) return null;
      if (!ITS.test(code)) throw new Error('lit-html no longer makes its policy where it did: see vite.config.ts');
      return code.replace(ITS, `globalThis[Symbol.for('civic-widgets.policy')]??=$1.createPolicy('civic-widgets',`);
    },
  };
}
