/**
 * `civic-widgets/hydrate`: widgets keep the nodes that a server drew. Import it before the tags are registered. Needs
 * `@lit-labs/ssr-client`.
 */
import './elements/hydrate.ts';
