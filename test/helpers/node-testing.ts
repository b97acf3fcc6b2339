/** What the unit tests of the data half use of `@open-wc/testing`, without its DOM. */
export { expect } from '@esm-bundle/chai';

export const aTimeout = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
