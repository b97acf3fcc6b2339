import { defineConfig } from 'vite';

/** Named here, because a dependency that is found while stories run makes Vite start over, with a second copy of Lit. */
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
