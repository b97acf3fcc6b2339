/** Tools that come without types. */
declare module 'eslint-plugin-lit-a11y' {
  import type { Linter } from 'eslint';
  const plugin: { configs: { recommended: Linter.Config } };
  export default plugin;
}

declare module '@custom-elements-manifest/analyzer/cli.js' {
  export function cli(options: { argv: string[]; cwd?: string; noWrite?: boolean }): Promise<unknown>;
}
declare module 'react-dom/server' {
  export function renderToString(node: unknown): string;
}
