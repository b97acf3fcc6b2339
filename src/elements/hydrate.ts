/** Teaches Lit to go on from what is drawn already: by a server, or here by a first view. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { LitElement } from 'lit';
import { ahead } from './ahead.ts';
import { addDigests } from './digests.ts';

const { litElementHydrateSupport } = globalThis as unknown as {
  litElementHydrateSupport(lit: { LitElement: typeof LitElement }): void;
};
// It waits for Lit to be loaded, which in a bundle's chunk may have happened already.
if (!Object.hasOwn(LitElement, 'observedAttributes')) litElementHydrateSupport({ LitElement });

const lit = LitElement.prototype as unknown as { createRenderRoot(this: LitElement): Node };
const { createRenderRoot } = lit;
lit.createRenderRoot = function () {
  const root = createRenderRoot.call(this);
  if (ahead.has(this)) addDigests(root);
  return root;
};
