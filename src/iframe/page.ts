import { WIDGETS } from '../tags.ts';
import type { FrameSettings } from './rules.ts';

/** For FrameSettings. */
export const ATTRIBUTES: FrameSettings['attributes'] = Object.fromEntries(
  Object.entries(WIDGETS).map(([tag, { attributes }]) => [tag, attributes]),
);

export interface FramePage {
  settings: FrameSettings;
  /** Folder of the widgets' files, ending in `/`. */
  files: string;
  /** For `<civic-settings endpoint>`. */
  endpoint?: string;
  title: string;
  lang?: string;
  /** Address of the frame's description for oEmbed. */
  oembed?: string;
}

/**
 * The page in a frame: dist/embed/frame.html, and `GET /frame/{tag}` of the companion server. Nothing in it is inline; the room
 * is the frame's, so civic-widgets.css is not needed.
 */
export function framePage({ settings, files, endpoint, title, lang, oembed }: FramePage): string {
  // `<` would end the element that the JSON stands in.
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html${lang ? ` lang="${escaped(lang)}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<base target="_top">
${oembed ? `<link rel="alternate" type="application/json+oembed" href="${escaped(oembed)}">\n` : ''}<link rel="stylesheet" href="${files}frame.css">
<script type="application/json" id="civic-frame">${json}</script>
<script type="module" src="${files}civic-widgets.js"></script>
<script type="module" src="${files}frame.js"></script>
</head>
<body>
<civic-settings${endpoint ? ` endpoint="${escaped(endpoint)}"` : ''}></civic-settings>
</body>
</html>
`;
}

/** For HTML's text and attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
