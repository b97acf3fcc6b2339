/** The embed builder, into dist/builder: a page that works in any folder. `vite build --config builder/vite.config.ts`. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: '../dist/builder',
    emptyOutDir: true,
    assetsInlineLimit: 0, // a strict img-src takes no data: of ours
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
    chunkSizeWarningLimit: 2000,
    // The builder reads at once what widgets load when they need it.
    rolldownOptions: { checks: { ineffectiveDynamicImport: false } },
  },
});
