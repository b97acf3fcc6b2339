/** llms.txt: what a coding assistant has to know to put the widgets into a page, from the manifest. */
import type { ElementDeclaration, Manifest } from './manifest.ts';

const TAGS = ['district-news', 'city-weather', 'weather-place', 'citizen-poll', 'civic-settings'];

export function llms(manifest: Manifest): string {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  const element = (tag: string): ElementDeclaration => {
    const found = elements.find(({ tagName }) => tagName === tag);
    if (!found) throw new Error(`llms.txt tells of <${tag}>, which is not in custom-elements.json`);
    return found;
  };
  return `# civic-widgets

> Custom elements for government sites: news (RSS, Atom, JSON Feed, WordPress, Drupal, Liferay, SharePoint), weather and
> polls. Any page, any framework; no tracking, no third-party requests but those that the page names.

## Embed

Copy the package's \`dist/embed/\` to the site as \`/civic-widgets/\`. One script, then tags anywhere, also later ones.
The link inside is shown until there is content, and without JavaScript. The block size keeps the page from moving.

\`\`\`html
<script type="module" src="/civic-widgets/civic-widgets.js"></script>
<style>
  district-news, citizen-poll { display: block; min-block-size: 20em; }
  city-weather { display: block; min-block-size: 56em; }
</style>
<district-news src="/rss" heading="Tin tức"><a href="/tin-tuc">Tin tức</a></district-news>
<city-weather places="ha-noi da-nang Sapa@22.34,103.84"></city-weather>
<citizen-poll src="/api/polls/mot-cua"><a href="/gop-y">Góp ý</a></citizen-poll>
\`\`\`

With npm and a bundler:

\`\`\`ts
import 'civic-widgets/district-news'; // registers <district-news>; also city-weather, citizen-poll, civic-settings
import { type NewsFeed, CivicError } from 'civic-widgets'; // classes and types, registers nothing, safe on a server
import { parseNews } from 'civic-widgets/news'; // the data half alone, without Lit
\`\`\`

One endpoint for all, and shared settings:

\`\`\`html
<civic-settings endpoint="/api" time-zone="Asia/Ho_Chi_Minh" refresh="600">
  <district-news></district-news>
  <citizen-poll poll="mot-cua"></citizen-poll>
</civic-settings>
\`\`\`

## Rules

- Feeds of other origins need CORS; without it use the companion server (\`npx civic-widgets-server\`). Never a public proxy.
- Language comes from \`lang\` of the page or an ancestor. Font, colour and direction are inherited; tokens are \`--civic-*\`.
- Never write closing-less tags (\`<district-news />\` is not HTML), nor API keys into \`src\`.
- CSP: \`script-src\` of the script tag is all that is needed; Trusted Types policy: \`civic-widgets\`.
- Objects (\`data\`, \`strings\`, \`fetch\`) are properties, not attributes; or JSON in a \`<script type="application/json">\` child.

## Elements
${TAGS.map((tag) => section(element(tag))).join('')}
## More

docs/embedding.md, docs/csp.md, docs/self-hosting.md, docs/upgrading.md, docs/connect-your-site.md, docs/server.md;
every member: custom-elements.json in the package.
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

/** The words that may stand there. */
function words(type = ''): string {
  const found = [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word);
  return found.length > 1 ? ` (${found.join('|')})` : '';
}
