/** Registers an element. A tag that is already registered (by another copy on the page) is left alone, with a warning. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!globalThis.customElements) return;
  const taken = customElements.get(tag);
  if (!taken) customElements.define(tag, element);
  else if (taken !== element) console.warn(`<${tag}> is defined already; this copy of civic-widgets leaves it alone`);
}
