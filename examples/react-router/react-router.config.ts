import type { Config } from '@react-router/dev/config';

/** Drawn on a server while it is built; `ssr: true` draws at every request in the same way. */
export default { ssr: false, prerender: ['/', '/polls', '/services'] } satisfies Config;
