/** Drawn on a server while it is built; without `output` Next.js draws at every request in the same way. */
export default { output: 'export', trailingSlash: true, turbopack: { root: new URL('..', import.meta.url).pathname } };
