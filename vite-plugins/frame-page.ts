import type { Plugin } from 'vite';
import { ATTRIBUTES, framePage } from '../src/iframe/page.ts';

/** Writes frame.html, for servers that serve files only. The companion server makes the same page for `/frame/{tag}`. */
export function frameFile(): Plugin {
  return {
    name: 'frame-file',
    generateBundle() {
      const source = framePage({ settings: { attributes: ATTRIBUTES }, files: './', title: 'civic-widgets' });
      this.emitFile({ type: 'asset', fileName: 'frame.html', source });
    },
  };
}
