import type { Plugin } from 'vite';

/**
 * Writes into the loader where a chunk is: `chunk:base` becomes `./chunks/base-<hash>.js`. The loader asks for files that
 * an element imports together with the element, which saves a round trip.
 */
export function chunkUrls(): Plugin {
  return {
    name: 'chunk-urls',
    renderChunk(code, _chunk, _options, { chunks }) {
      if (!/chunk:[a-z]/.test(code)) return null;
      return code.replace(/chunk:([a-z-]+)/g, (_, name: string) => {
        const chunk = Object.values(chunks).find((one) => one.name === name);
        if (!chunk) throw new Error(`there is no chunk ${name}`);
        return `./${chunk.fileName}`;
      });
    },
  };
}
