/**
 * `civic-frame.js`, for pages with frames of widgets: gives each frame the height that it tells. A height is taken from the
 * frame itself alone, and from the origin that its address names.
 */

/** `frame.html`, or `/frame/{tag}` of the companion server. */
const ADDRESS = /\/frame(?:\.html|\/[a-z-]+)$/;
/** Higher than any widget; a frame can't push the page away without end. */
const HIGHEST = 20_000;

addEventListener('message', ({ data, source, origin }: MessageEvent<{ type?: string; height?: unknown } | null>) => {
  if (data?.type !== 'civic-frame' || typeof data.height !== 'number') return;
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (!frame || origin !== originOf(frame)) return;
  const { boxSizing } = getComputedStyle(frame);
  const border = boxSizing === 'border-box' ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${Math.min(Math.max(data.height, 0), HIGHEST) + border}px`;
});
// Those that told theirs before this script was here.
for (const frame of frames()) frame.contentWindow?.postMessage({ type: 'civic-frame' }, '*');

function frames(): HTMLIFrameElement[] {
  return [...document.querySelectorAll('iframe')].filter((frame) => ADDRESS.test(frame.src.replace(/[?#].*/, '')));
}

function originOf({ src, sandbox }: HTMLIFrameElement): string {
  return sandbox.length > 0 && !sandbox.contains('allow-same-origin') ? 'null' : new URL(src).origin;
}
