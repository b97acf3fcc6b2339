/** Teaches Lit to go on from what a server drew. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { LitElement } from 'lit';

const { litElementHydrateSupport } = globalThis as unknown as {
  litElementHydrateSupport(lit: { LitElement: typeof LitElement }): void;
};
// The support waits for Lit to be loaded, which in a bundle may have happened already.
if (!Object.hasOwn(LitElement, 'observedAttributes')) litElementHydrateSupport({ LitElement });
