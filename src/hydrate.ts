/**
 * `civic-widgets/hydrate`, before the tags are registered: widgets take over what a server drew, node by node. Needs
 * `@lit-labs/ssr-client`.
 */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { LitElement } from 'lit';

const { litElementHydrateSupport } = globalThis as unknown as {
  litElementHydrateSupport(lit: { LitElement: typeof LitElement }): void;
};
// It waits for Lit to be loaded, which in a bundle's chunk may have happened already.
if (!Object.hasOwn(LitElement, 'observedAttributes')) litElementHydrateSupport({ LitElement });
