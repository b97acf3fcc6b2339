/** llms.txt, written from the manifest: what a coding assistant needs to put the widgets into a page. */
import type { ElementDeclaration, Manifest } from './manifest.ts';

export function llms(manifest: Manifest): string {
  const elements = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName !== undefined);
  return `# civic-widgets

> Custom elements for government sites: news (RSS, Atom, JSON Feed, WordPress, Drupal, Liferay, SharePoint), weather and
> polls. Any page, any framework; no tracking, no requests to third parties but those that the page names (weather without
> an endpoint asks Open-Meteo).

## Embed

Copy the package's \`dist/embed/\` to the site as \`/civic-widgets/\`. The style sheet and the script once in each page, best in
its head; tags anywhere, also added later. The style sheet reserves the widgets' space, so that the page doesn't move. The link
inside a tag is shown until there is content, and without JavaScript.

\`\`\`html
<link rel="stylesheet" href="/civic-widgets/civic-widgets.css">
<script type="module" src="/civic-widgets/civic-widgets.js"></script>
<district-news src="/rss" heading="Tin tức"><a href="/tin-tuc">Tin tức</a></district-news>
<city-weather places="ha-noi da-nang Sapa@22.34,103.84"></city-weather>
<citizen-poll src="/api/polls/mot-cua"><a href="/gop-y">Góp ý</a></citizen-poll>
\`\`\`

With npm and a bundler:

\`\`\`ts
import 'civic-widgets/district-news'; // registers <district-news>; also city-weather, citizen-poll, citizen-survey, public-alerts, civic-settings, define (all)
import { type NewsFeed, CivicError } from 'civic-widgets'; // classes and types, registers nothing, safe on a server
import { parseNews } from 'civic-widgets/news'; // the data half alone, without Lit; also weather, poll
\`\`\`

One endpoint for all, and shared settings:

\`\`\`html
<civic-settings endpoint="/api" time-zone="Asia/Ho_Chi_Minh" refresh="600">
  <district-news></district-news>
  <citizen-poll poll="mot-cua"></citizen-poll>
</civic-settings>
\`\`\`

## Rules

- A feed of another origin needs CORS; without it use the companion server (\`npx civic-widgets-server\`), never a public proxy.
- The language comes from \`lang\` of the page or an ancestor. Font, colour and direction are inherited; tokens are \`--civic-*\`.
- Write closing tags (\`<district-news />\` is not HTML). Never put API keys into \`src\`.
- CSP: allow the script tag in \`script-src\` and the style sheet in \`style-src\`. Trusted Types policy: \`civic-widgets\`.
- Objects (\`data\`, \`strings\`, \`fetch\`) are properties, not attributes; data may also be JSON in a
  \`<script type="application/json">\` child.
- Systems that strip unknown tags: \`<div data-civic="district-news" data-src="/rss">…</div>\` does the same.

## Elements
${elements.map(section).join('')}
## More

docs/embedding.md, docs/connect-your-site.md, docs/frameworks.md, docs/theming.md, docs/csp.md, docs/server.md; every member:
docs/reference.md and custom-elements.json, all in the package.
`;
}

function section({ tagName, attributes = [], members = [], events = [], slots = [] }: ElementDeclaration): string {
  const properties = members.filter(({ kind, attribute }) => kind === 'field' && attribute === undefined);
  const methods = members.filter(({ kind }) => kind === 'method').map(({ name }) => `${name}()`);
  const lines: [string, string[]][] = [
    ['attributes', attributes.map(({ name, type }) => `${name}${words(type?.text)}`)],
    ['properties', properties.map(({ name }) => name)],
    ['methods', methods],
    ['events', events.map(({ name }) => name)],
    ['slots', slots.map(({ name }) => name || 'default')],
  ];
  const said = lines
    .filter(([, names]) => names.length > 0)
    .map(([title, names]) => `- ${title}: ${names.join(', ')}\n`);
  return `\n### <${tagName}>\n\n${said.join('')}`;
}

/** The values that the type allows. */
function words(type = ''): string {
  const found = [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word);
  return found.length > 1 ? ` (${found.join('|')})` : '';
}
