/** `npm run lint`. What the compiler can't hold: the house's one-way imports, safe templates, accessible markup. */
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import type { ESLint, Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const DOMAIN = ['news', 'weather', 'alerts', 'poll', 'survey'] as const;

/** What poll and survey share: a submission is written down, sent by one tab, and tried until it is answered. */
const OUTBOX = 'outbox';

/** The platform that the domain floor does without, so that it runs anywhere. */
const BROWSER = [
  ...['window', 'document', 'fetch', 'navigator', 'location', 'localStorage', 'sessionStorage', 'customElements'],
  ...['DOMParser', 'XMLHttpRequest', 'HTMLElement', 'Element', 'Node', 'matchMedia', 'requestAnimationFrame'],
];

const UNSAFE_IMPORTS = {
  group: ['lit/directives/unsafe-*', 'lit/directives/style-map.js', 'lit-html/*', 'lit-element/*'],
  message: 'Foreign HTML goes through safe-html; styles through classes, parts and style.setProperty (CSP).',
};

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'storybook-static/',
      'coverage/',
      'test-results/',
      'examples/',
      'test/fixtures/hosts/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      flat(wc),
      flat(lit),
      litA11y.configs.recommended,
    ],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off', // the typed one is on
      'no-new-func': 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      'no-restricted-imports': ['error', { patterns: [UNSAFE_IMPORTS] }],
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map((property) => ({
          property,
          message: 'Text from outside is text; foreign HTML goes through safe-html.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle=/]',
          message: 'A style attribute breaks under a strict CSP: use a class, a part or style.setProperty.',
        },
      ],
      // Typed events and lit's `@click=${this.#onClick}` bind themselves.
      '@typescript-eslint/unbound-method': 'off',
      // noUncheckedIndexedAccess asks at every index; `!` is the answer where the line above has checked.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // elements come from querySelector
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // The types claim that the platform has everything everywhere; Node, old browsers and JSON say otherwise.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
      '@typescript-eslint/no-this-alias': ['error', { allowedNames: ['element'] }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // as querySelector's own
      '@typescript-eslint/no-unnecessary-type-assertion': 'off', // it takes away what generics need
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      '@typescript-eslint/require-await': 'off', // async keeps an interface's promise, and throws into it
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allowRethrowing: true, allowThrowingUnknown: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/dot-notation': 'off', // noPropertyAccessFromIndexSignature and process.env['X']
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'wc/guard-super-call': 'off', // LitElement has them all
      'wc/guard-define-call': 'off', // a name taken is looked at in define()
      'lit-a11y/no-redundant-role': 'off', // Safari takes a list without bullets for no list unless it says so
      'lit/no-template-map': 'off', // keyed `repeat` where order changes, `map` where it doesn't
      'lit/lifecycle-super': 'error',
      'lit/no-private-properties': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-nothing': 'error',
      'lit/attribute-names': ['error', { convention: 'kebab' }],
    },
  },

  {
    files: ['src/**/*.ts'],
    plugins: { boundaries: boundaries as unknown as ESLint.Plugin },
    settings: {
      'boundaries/elements': [
        { type: 'elements', pattern: 'src/elements' },
        ...[...DOMAIN, OUTBOX].map((room) => ({ type: room, pattern: `src/${room}` })),
        { type: 'documents', pattern: 'src/documents' },
        { type: 'endpoint', pattern: 'src/endpoint' },
        { type: 'i18n', pattern: 'src/i18n' },
        { type: 'theme', pattern: 'src/theme' },
        { type: 'react', pattern: 'src/react' },
        { type: 'iframe', pattern: 'src/iframe' },
      ],
      'boundaries/files': [
        { category: 'errors', pattern: 'src/errors.ts' },
        { category: 'is-server', pattern: 'src/is-server.ts' },
        { category: 'tags', pattern: 'src/tags.ts' },
        { category: 'entry', pattern: 'src/*.ts' },
      ],
      'import/resolver': { node: { extensions: ['.ts', '.js'] } },
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      // Imports point downwards: elements → news | weather | poll → documents; elements → endpoint.
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            policy('elements', ['elements', ...DOMAIN, OUTBOX, 'documents', 'endpoint', 'i18n', 'theme']),
            ...[...DOMAIN, OUTBOX].map((room) => policy(room, [room, 'documents', 'endpoint'])),
            ...['poll', 'survey'].map((room) => policy(room, [OUTBOX])),
            policy('documents', ['documents']),
            policy('endpoint', ['endpoint']),
            // Errors stand beside the floors: everybody may throw one.
            {
              from: { element: { types: { anyOf: ['elements', ...DOMAIN, OUTBOX, 'documents', 'endpoint'] } } },
              allow: { to: { file: { categories: 'errors' } } },
            },
            {
              from: { element: { types: { anyOf: ['elements', 'i18n', 'react'] } } },
              allow: { to: { file: { categories: 'is-server' } } },
            },
            policy('i18n', ['i18n']),
            policy('theme', ['theme']),
            policy('react', ['elements']),
            policy('iframe', ['iframe', 'i18n']),
            { from: { element: { type: 'iframe' } }, allow: { to: { file: { categories: 'tags' } } } },
            { from: { file: { categories: 'entry' } }, allow: { to: { file: { categories: 'tags' } } } },
            // What users import names the rest; nothing inside imports it.
            { from: { file: { categories: 'entry' } }, allow: { to: { file: { categories: 'entry' } } } },
            {
              from: { file: { categories: 'entry' } },
              allow: {
                to: { element: { types: { anyOf: ['elements', ...DOMAIN, 'documents', 'endpoint', 'i18n'] } } },
              },
            },
          ],
        },
      ],
    },
  },

  {
    files: [...DOMAIN, OUTBOX].map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...BROWSER.map((name) => ({ name, message: 'The domain floor has no DOM and no fetch: it runs in Node.' })),
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [UNSAFE_IMPORTS, { group: ['lit', 'lit/*', '@lit/*'], message: 'No Lit on the domain floor.' }] },
      ],
    },
  },

  {
    // Tests look into what may be absent, and their assertions are expressions.
    files: ['test/**/*.ts', 'server/test/**/*.ts', 'stories/**/*.ts', '.storybook/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it', 'test'], package: 'node:test' }] },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
    },
  },

  prettier,
);

/** These two ship their flat configs under types that also allow the old form. */
function flat({ configs }: ESLint.Plugin): Linter.Config {
  return configs?.['flat/recommended'] as Linter.Config;
}

function policy(from: string, to: readonly string[]) {
  return { from: { element: { type: from } }, allow: { to: { element: { types: { anyOf: [...to] } } } } };
}
