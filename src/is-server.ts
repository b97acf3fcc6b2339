/**
 * Whether there is no page to draw in. Lit's own `isServer` says which build of Lit was loaded, and unit tests in jsdom
 * or happy-dom load the one for Node: what counts is the DOM that is there.
 */
export const isServer = typeof document === 'undefined' || !('documentElement' in document);
