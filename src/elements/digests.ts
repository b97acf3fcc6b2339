import { digestForTemplateResult } from '@lit-labs/ssr-client';
import { templates } from './ahead.ts';

/** Adds to the marks of a first view which templates it was drawn from: Lit's hydration wants both sides to draw the same. */
export function addDigests(root: Node): void {
  const comments = document.createNodeIterator(root, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) {
    const template = templates.get(comment);
    if (template) comment.nodeValue = `lit-part ${digestForTemplateResult(template)}`;
  }
}
