/**
 * `frame.js`, the script in a frame: makes the widget that the frame's address asks for, and tells the page around how high
 * it is. It works without storage and without an origin; what citizens send doesn't, and is linked to instead.
 */
import { type FrameRequest, type FrameSettings, needsOrigin, readFrame } from './rules.ts';

const root = document.documentElement;
/** WordPress' word for this frame, which its messages carry. */
const secret = /secret=([\w-]+)/.exec(location.hash)?.[1];

/** Until there is content, the page around keeps the height that it has given. */
let hasContent = false;

new ResizeObserver(tellHeight).observe(root);
// Browsers don't draw frames far from the viewport, and observe no sizes there.
for (const type of ['civic-load', 'civic-error']) addEventListener(type, () => setTimeout(contentCame));
// `ready` is WordPress' way to ask.
addEventListener('message', ({ source, data }: MessageEvent<{ type?: string; message?: string } | null>) => {
  if (source === parent && (data?.type === 'civic-frame' || data?.message === 'ready')) tellHeight();
});
addEventListener('click', followOutside);

try {
  const query = queryOf(location);
  root.lang = query.get('lang') ?? root.lang;
  show(readFrame(query, settingsOf(document)));
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`<civic-frame> invalid: ${reason} (${location.href})`);
  void notice({ reason });
}

function show({ tag, attributes, looks }: FrameRequest): void {
  if (looks.theme) {
    const sheet = document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')!.cloneNode() as HTMLLinkElement;
    sheet.href = new URL(`themes/${looks.theme}.css`, sheet.href).href;
    document.head.append(sheet);
  }
  const { style } = root;
  if (looks.colorScheme) style.colorScheme = looks.colorScheme;
  if (looks.fontSize) style.fontSize = `${looks.fontSize}px`;
  if (looks.accent && CSS.supports('color', looks.accent)) style.setProperty('--civic-accent', looks.accent);
  if (needsOrigin(tag) && origin === 'null') return void notice({ link: location.href.replace(/#.*/, '') });
  const widget = document.createElement(tag);
  for (const [name, value] of attributes) widget.setAttribute(name, value);
  document.querySelector('civic-settings')!.append(widget);
}

/** The companion server names the tag in the path: `/frame/district-news`. */
function queryOf({ pathname, search }: Location): URLSearchParams {
  const query = new URLSearchParams(search);
  const [, tag] = /\/frame\/([^/]+)$/.exec(pathname) ?? [];
  if (tag) query.set('tag', tag);
  return query;
}

function settingsOf(page: Document): FrameSettings {
  return JSON.parse(page.querySelector('#civic-frame')!.textContent) as FrameSettings;
}

async function notice(told: { reason?: string; link?: string }): Promise<void> {
  const { showNotice } = await import('./notice.ts');
  showNotice(document.body, told);
  contentCame();
}

function contentCame(): void {
  hasContent = true;
  tellHeight();
}

function tellHeight(): void {
  if (!hasContent || parent === self) return;
  const height = Math.ceil(root.getBoundingClientRect().height);
  // Whoever frames it may know its height; who that may be is said by `frame-ancestors`.
  parent.postMessage({ type: 'civic-frame', height }, '*');
  if (secret) parent.postMessage({ message: 'height', value: height, secret }, '*');
}

/**
 * A sandbox may let no link out, as NukeViet's and WordPress' editors write it. Around a frame of the same origin, the page
 * itself follows the link; WordPress' page follows those of the frame's own host when it is told.
 */
function followOutside(event: MouseEvent): void {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  const frame = frameElement as HTMLIFrameElement | null;
  const isStuck = frame
    ? frame.sandbox.length > 0 && !frame.sandbox.value.includes('allow-top-nav')
    : secret && origin === 'null';
  if (!isStuck || !link?.href || event.defaultPrevented) return;
  event.preventDefault();
  if (frame) {
    const { href, rel, target } = link;
    Object.assign(frame.ownerDocument.createElement('a'), { href, rel, target: target || '_top' }).click();
  } else parent.postMessage({ message: 'link', value: link.href, secret }, '*');
}
