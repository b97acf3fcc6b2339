/**
 * `civic-widgets/hydrate`, before the tags are registered: widgets take over what a server drew, node by node. Needs
 * `@lit-labs/ssr-client`.
 */
import './elements/hydrate.ts';
