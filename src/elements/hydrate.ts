/** Teaches Lit to go on from what is drawn already: by a server, or here by a first view. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { LitElement } from 'lit';

const { litElementHydrateSupport } = globalThis as unknown as {
  litElementHydrateSupport(lit: { LitElement: typeof LitElement }): void;
};
// It waits for Lit to be loaded, which in a bundle's chunk may have happened already.
if (!Object.hasOwn(LitElement, 'observedAttributes')) litElementHydrateSupport({ LitElement });
