import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit({
      // Drawn on a server while it is built; another adapter draws at every request in the same way.
      adapter: adapter(),
      // The crawler would ask for each widget's `src`, which is no page of this app.
      prerender: { crawl: false },
    }),
  ],
});
