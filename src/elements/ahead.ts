import type { TemplateResult } from 'lit';

/** What a citizen may have done with a first view. */
export interface Ahead {
  /** Name of the place that was chosen. */
  selected?: string;
  /** Ids of the options that were chosen in a ballot. */
  chosen?: readonly string[];
  /** The ballot was sent. */
  isSent?: boolean;
  /** Nothing is listened to any more: the element does it. */
  release?(): void;
}

/**
 * The tags whose first content was drawn before their element had loaded, and what was done with it since: the element
 * goes on from there. Filled by first-view.ts, on pages with the script tag.
 */
export const ahead = new WeakMap<Element, Ahead>();

/** The templates that a first view drew, by the comment where each begins: see digests.ts. */
export const templates = new WeakMap<Node, TemplateResult>();
