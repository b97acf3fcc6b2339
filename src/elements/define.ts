import { isServer } from '../is-server.ts';

/**
 * Registers an element, tolerantly: a tag that is taken already (an older copy on the page) is left alone. On a server
 * several copies are usual, one for each bundle: there is nothing to warn of.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!globalThis.customElements) return;
  const taken = customElements.get(tag);
  if (!taken) customElements.define(tag, element);
  else if (taken !== element && !isServer)
    console.warn(`<${tag}> is defined already; this copy of civic-widgets leaves it alone`);
}
