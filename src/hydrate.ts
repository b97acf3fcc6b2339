/**
 * `civic-widgets/hydrate`: registers all elements, which then take over what a server drew, node by node. In place of
 * `civic-widgets/define`.
 */
import './elements/hydrate.ts';
import { defineAll } from './elements/define-all.ts';

// A call and not an import: bundlers may evaluate imports in another order, but always before this line.
defineAll();

export type * from './index.ts';
