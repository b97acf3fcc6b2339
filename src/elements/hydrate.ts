/** Adds hydration to Lit: elements keep the nodes that a server drew. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { LitElement } from 'lit';

const { litElementHydrateSupport } = globalThis as unknown as {
  litElementHydrateSupport(lit: { LitElement: typeof LitElement }): void;
};
// The support installs itself when Lit loads. In a bundle Lit may be loaded already: install it here.
if (!Object.hasOwn(LitElement, 'observedAttributes')) litElementHydrateSupport({ LitElement });
