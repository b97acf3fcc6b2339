import { defineConfig } from 'vite';

/** Listed here, because Vite reloads with a second copy of Lit when it finds a dependency while stories run. */
export const optimizeDeps = {
  include: [
    'lit',
    'lit/directive-helpers.js',
    'lit/directives/keyed.js',
    'lit/directives/ref.js',
    'lit/directives/repeat.js',
    '@lit/context',
    '@wc-toolkit/storybook-helpers',
    'dompurify',
  ],
};

export default defineConfig({ optimizeDeps, build: { target: 'es2022' } });
