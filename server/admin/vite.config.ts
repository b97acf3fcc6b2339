/** The administrator's page, into dist/admin. `vite build --config server/admin/vite.config.ts`. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: '../../dist/admin',
    emptyOutDir: true,
    assetsInlineLimit: 0, // a strict img-src takes no data: of ours
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
  },
});
