import { expect } from '@open-wc/testing';
import { until } from '../../helpers/endpoint.ts';

/** Puts markup into the page; the parser has made it, as it makes what a webmaster pastes. */
export function place(markup: string): HTMLElement {
  const document = new DOMParser().parseFromString(markup, 'text/html');
  const element = window.document.importNode(document.body.firstElementChild as HTMLElement, true);
  window.document.body.append(element);
  after(() => element.remove());
  return element;
}

/** Waits until a first view is left to the element. */
export async function refusal(shown: Promise<void>): Promise<void> {
  const outcome = await shown.then(
    () => 'shown',
    () => 'left',
  );
  expect(outcome).to.equal('left');
}

export async function becomesReady(widget: HTMLElement & { state?: string; updateComplete?: Promise<unknown> }) {
  await until(() => widget.state === 'ready', `<${widget.localName}> is ready`);
  await widget.updateComplete;
}

/** What is drawn, without the marks that Lit leaves for itself. */
export function drawing({ shadowRoot }: Element): string {
  return shadowRoot!.innerHTML.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');
}
