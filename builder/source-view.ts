/** Step 2: where the data comes from, and an explanation of what the endpoint answers. */
import { type TemplateResult, html, nothing } from 'lit';
import type { NewsFeed } from '../src/news/model.ts';
import type { Poll } from '../src/poll/model.ts';
import type { Survey } from '../src/survey/model.ts';
import type { WeatherReport } from '../src/weather/model.ts';
import type { Tag } from './controls.ts';
import type { Candidate } from './discover.ts';
import type { EmbedBuilder } from './embed-builder.ts';
import { checkbox, step, textField } from './fields.ts';
import type { Key } from './i18n/texts.ts';
import { nameOf, searchPlaces } from './places.ts';
import { attribute } from './snippet.ts';
import { sourceOf } from './state.ts';
import { type Verdict, completed } from './verdict.ts';

export function renderSource(host: EmbedBuilder): TemplateResult {
  const { words, choices, asking } = host;
  return step(
    2,
    words.get('step.data'),
    html`${
        choices.tag === 'city-weather'
          ? renderWeather(host)
          : choices.tag === 'citizen-poll'
            ? renderPoll(host)
            : choices.tag === 'citizen-survey'
              ? addressField(host, 'src', 'survey.src')
              : addressField(host, 'src', choices.tag === 'district-news' ? 'news.src' : 'source.src')
      }
      <div class="actions">
        <button class="primary">${words.get(asking.phase === 'live' ? 'check.again' : 'check')}</button>
        ${
          choices.tag === 'district-news'
            ? html`<button type="button" @click=${() => void host.find()}>${words.get('news.find')}</button>`
            : nothing
        }
      </div>
      <div class="verdict ${asking.phase}">
        <p role="status" class="sentence">${sentenceOf(host)}</p>
        ${renderAdvice(host)}
      </div>
      ${renderFinding(host)}`,
  );
}

function renderPoll(host: EmbedBuilder): TemplateResult {
  const { words, choices, isById } = host;
  const by = (id: boolean): void => {
    host.isById = id;
    host.choose({ attributes: {}, endpoint: '' });
  };
  return html`<fieldset class="segments stacked">
      <legend>${words.get('poll.by')}</legend>
      ${[false, true].map(
        (id) =>
          html`<label
            ><input type="radio" name="poll-by" .checked=${isById === id} @change=${() => by(id)} /><span
              >${words.get(id ? 'poll.by.id' : 'poll.by.src')}</span
            ></label
          >`,
      )}
    </fieldset>
    ${
      isById
        ? [
            textField({
              id: 'endpoint',
              type: 'url',
              label: words.get('poll.endpoint'),
              value: choices.endpoint,
              onInput: (endpoint) => host.choose({ endpoint: endpoint.trim() }),
              onChange: (endpoint) => host.choose({ endpoint: tidied(endpoint) }),
            }),
            textField({
              id: 'poll',
              label: words.get('poll.id'),
              value: choices.attributes['poll'] ?? '',
              onInput: (poll) => host.chooseAttribute('poll', poll.trim()),
            }),
          ]
        : addressField(host, 'src', 'poll.src')
    }`;
}

function renderWeather(host: EmbedBuilder): TemplateResult {
  const { words, language, placeQuery } = host;
  const chosen = placesOf(host);
  const found = searchPlaces(placeQuery, language);
  const put = (places: readonly string[]): void => host.chooseAttribute('places', places.join(' '));
  const label = (place: string): string => nameOf(place, language) ?? place;
  return html`<fieldset class="places">
      <legend class="visually-hidden">${words.get('weather.places')}</legend>
      <p class="label" id="chosen-places">${words.get(chosen.length ? 'weather.chosen' : 'weather.chosen.none')}</p>
      <ul class="chips" aria-labelledby="chosen-places">
        ${chosen.map(
          (place, index) =>
            html`<li>
              <span>${label(place)}</span>
              ${
                index > 0
                  ? html`<button
                      type="button"
                      class="icon"
                      aria-label=${words.get('weather.first', { place: label(place) })}
                      @click=${() => put(moved(chosen, index))}
                    >
                      ←
                    </button>`
                  : nothing
              }<button
                type="button"
                class="icon"
                aria-label=${words.get('weather.remove', { place: label(place) })}
                @click=${() => put(chosen.filter((each) => each !== place))}
              >
                ×
              </button>
            </li>`,
        )}
      </ul>
      <div
        @keydown=${(event: KeyboardEvent) => {
          // Enter takes the best match instead of sending the form.
          const [best] = found;
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.target.type !== 'search')
            return;
          event.preventDefault();
          if (placeQuery && best && !chosen.includes(best.key)) put([...chosen, best.key]);
        }}
      >
        ${textField({
          id: 'place-search',
          type: 'search',
          label: words.get('weather.search'),
          help: words.get('weather.search.help'),
          value: placeQuery,
          onInput: (query) => (host.placeQuery = query),
        })}
      </div>
      <p class="help" role="status">
        ${found.length ? words.get('weather.matches', { count: found.length }) : words.get('weather.matches.none')}
      </p>
      <div class="choices" role="group" aria-label=${words.get('weather.places')} tabindex="0">
        ${found.map(({ key, name }) =>
          checkbox(name, chosen.includes(key), (isOn) =>
            put(isOn ? [...chosen, key] : chosen.filter((each) => each !== key)),
          ),
        )}
      </div>
      ${renderOwnPlace(host, (place) => put([...chosen, place]))}
    </fieldset>
    ${addressField(host, 'src', 'weather.src')}`;
}

function renderOwnPlace(host: EmbedBuilder, add: (place: string) => void): TemplateResult {
  const { words } = host;
  const read = (id: string): string => host.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? '';
  const onClick = (): void => {
    // The attribute is separated by white space, so a name can't contain any.
    const name = read('own-name').replace(/[@,\s]+/g, ' ');
    const [latitude, longitude] = [number(read('own-latitude')), number(read('own-longitude'))];
    host.isPlaceFaulty = name === '' || !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180);
    if (!host.isPlaceFaulty) add(`${name}@${latitude},${longitude}`);
  };
  const field = (id: 'name' | 'latitude' | 'longitude'): TemplateResult =>
    textField({ id: `own-${id}`, label: words.get(`weather.own.${id}`), value: read(`own-${id}`) });
  return html`<details>
    <summary>${words.get('weather.own')}</summary>
    <div class="grid">${field('name')} ${field('latitude')} ${field('longitude')}</div>
    <p class="fault" role="status">${host.isPlaceFaulty ? words.get('weather.own.fault') : ''}</p>
    <button type="button" @click=${onClick}>${words.get('weather.own.add')}</button>
  </details>`;
}

function addressField(
  host: EmbedBuilder,
  name: string,
  key: 'news.src' | 'poll.src' | 'survey.src' | 'weather.src' | 'source.src',
): TemplateResult {
  const { words, choices, asking } = host;
  return textField({
    id: name,
    type: 'url',
    label: words.get(key),
    help: words.get(`${key}.help`),
    value: choices.attributes[name] ?? '',
    isFaulty: asking.phase === 'failed' || asking.phase === 'needed',
    onInput: (value) => host.chooseAttribute(name, value.trim() || undefined),
    onChange: (value) => host.chooseAttribute(name, tidied(value) || undefined),
  });
}

// --- what the endpoint says -----------------------------------------------------------------------------------------

function sentenceOf(host: EmbedBuilder): string {
  const { words, choices, asking } = host;
  const { tag } = choices;
  switch (asking.phase) {
    case 'not-yet':
      return '';
    case 'needed': {
      const own = tag === 'citizen-poll' && !host.isById ? undefined : words.find(`verdict.needed.${tag}`);
      return own ?? words.get('verdict.needed');
    }
    case 'asking':
      return words.get('asking', { url: shortened(asking.url) });
    case 'live':
      return asking.isEmpty
        ? words.get('verdict.nothing')
        : words.get(`verdict.good.${tag}`, summaryOf(tag, asking.data));
    case 'failed': {
      const { code, values } = asking.verdict;
      const { widget } = values;
      return words.get(`verdict.${code}`, widget ? { widget: words.get(`widget.${widget as Tag}`) } : values);
    }
  }
}

/** What was read: how many items, or which poll or places. */
function summaryOf(tag: Tag, data: object): { count: number; names: string } {
  if (tag === 'district-news') return { count: (data as NewsFeed).items.length, names: '' };
  if (tag === 'citizen-poll') return { count: 1, names: (data as Poll).question };
  if (tag === 'citizen-survey') return { count: 1, names: (data as Survey).title };
  if (tag !== 'city-weather') return { count: Array.isArray(data) ? data.length : 1, names: '' };
  const reports = data as WeatherReport[];
  return { count: reports.length, names: reports.map(({ place }) => place.name).join(', ') };
}

function renderAdvice(host: EmbedBuilder): unknown {
  const { words, asking, choices } = host;
  const source = sourceOf(choices);
  const sentence = (key: Key, values?: Record<string, string>): TemplateResult =>
    html`<p>${words.get(key, values)}</p>`;
  if (asking.phase === 'live') {
    const first = source.split(/\s+/)[0] ?? '';
    const isRelative = first !== '' && !URL.canParse(first);
    return [
      isRelative ? sentence('advice.relative', { url: completed(first) ?? first }) : nothing,
      first.startsWith('http:') ? sentence('advice.http') : nothing,
    ];
  }
  if (asking.phase !== 'failed') return nothing;
  const { verdict, url } = asking;
  const shape: Partial<Record<Tag, Key>> = {
    'district-news': 'advice.shape',
    'city-weather': 'advice.shape.weather',
    'citizen-poll': 'advice.shape.poll',
    'citizen-survey': 'advice.shape.survey',
  };
  const known = shape[choices.tag];
  const isShape = ['html', 'html.data', 'xml', 'json', 'text', 'other-widget', 'sitemap', 'empty'].includes(
    verdict.code,
  );
  return [
    verdict.feeds.length
      ? html`<ul class="feeds">
          ${verdict.feeds.map(
            (feed) =>
              html`<li>
                <button type="button" @click=${() => take(host, feed.url)}>
                  ${words.get('use.address', { url: shortened(feed.url) })}
                </button>
                <span>${feed.title}</span>
              </li>`,
          )}
        </ul>`
      : nothing,
    verdict.code === 'cors' ? renderCors(host, verdict, url) : nothing,
    verdict.code === 'denied' || verdict.code === 'login' ? sentence('advice.login') : nothing,
    isShape && known ? sentence(known) : nothing,
    choices.tag === 'district-news' && (isShape || verdict.code === 'missing') ? sentence('advice.docs') : nothing,
    html`<p class="quiet">${words.get('advice.sample')}</p>`,
  ];
}

/** The headers that a server must send, as configuration of three servers. */
const HEADER = `# Apache
Header set Access-Control-Allow-Origin "*"

# nginx
add_header Access-Control-Allow-Origin "*";

<!-- IIS: web.config -->
<customHeaders>
  <add name="Access-Control-Allow-Origin" value="*" />
</customHeaders>`;

function renderCors(host: EmbedBuilder, { values }: Verdict, url: string): TemplateResult {
  const { words, choices } = host;
  const name = String(values['host']);
  const relay =
    choices.tag === 'district-news'
      ? `${JSON.stringify({ news: { feeds: [{ id: 'feed', url }] } }, null, 2)}

<district-news src="https://widgets.phuong.example/news?feed=feed"></district-news>`
      : choices.tag === 'city-weather'
        ? `${JSON.stringify({ weather: { source: url.replace(/\?.*/, '') } }, null, 2)}

<city-weather src="https://widgets.phuong.example/weather" places="${attribute(choices.attributes['places'] ?? '')}"></city-weather>`
        : '{ "allowOrigins": ["https://phuong.example"] }';
  return html`<p>${words.get('advice.cors')}</p>
    <ol>
      <li>${words.get('advice.cors.same', { host: name })}</li>
      <li>
        ${words.get('advice.cors.header', { host: name })}
        <pre tabindex="0"><code>${HEADER}</code></pre>
      </li>
      <li>
        ${words.get('advice.cors.relay')}
        <pre tabindex="0"><code>${relay}</code></pre>
      </li>
    </ol>
    <p>${words.get('advice.cors.error')}</p>`;
}

function renderFinding(host: EmbedBuilder): unknown {
  const { words, finding } = host;
  if (finding.phase === 'not-yet') return html`<p role="status" class="finding"></p>`;
  const { site } = finding;
  if (finding.phase === 'finding')
    return html`<p role="status" class="finding">${words.get('news.finding', { site })}</p>`;
  const count = finding.candidates.filter(({ outcome }) => outcome === 'feed').length;
  return html`<p role="status" class="finding">
      ${count ? words.get('news.found', { count }) : words.get('news.found.none')}
    </p>
    <ul class="candidates" aria-label=${words.get('news.found.list', { site })}>
      ${usableFirst(finding.candidates).map((candidate) => renderCandidate(host, candidate))}
    </ul>`;
}

function usableFirst(candidates: readonly Candidate[]): Candidate[] {
  const order = ['feed', 'empty', 'hidden', 'other', 'missing', 'silent'];
  return [...candidates].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}

function renderCandidate(host: EmbedBuilder, candidate: Candidate): TemplateResult {
  const { words } = host;
  const { url, outcome, format = '', count = 0, status = 0 } = candidate;
  const { pathname, search } = new URL(url);
  const mayBeUsed = outcome === 'feed' || outcome === 'empty' || outcome === 'hidden';
  return html`<li class=${outcome}>
    <span class="path"><code>${pathname}${search}</code></span>
    <span class="outcome">${words.get(`found.${outcome}`, { format: FORMATS[format] ?? format, count, status })}</span>
    ${
      mayBeUsed
        ? html`<button
            type="button"
            aria-label=${words.get('use.address', { url: pathname + search })}
            @click=${() => take(host, url)}
          >
            ${words.get('use')}
          </button>`
        : nothing
    }
  </li>`;
}

const FORMATS: Readonly<Record<string, string>> = {
  rss: 'RSS',
  rdf: 'RDF',
  atom: 'Atom',
  'json-feed': 'JSON Feed',
  wordpress: 'WordPress',
  drupal: 'Drupal',
  liferay: 'Liferay',
  sharepoint: 'SharePoint',
};

/** Puts a chosen address into the field and requests it. */
function take(host: EmbedBuilder, url: string): void {
  host.finding = { phase: 'not-yet' };
  // White space separates addresses.
  host.chooseAttribute('src', url.replaceAll(' ', '%20'));
  host.check();
  host.querySelector<HTMLInputElement>('#src')?.focus();
}

// --- what was typed --------------------------------------------------------------------------------------------

/** The places of the attribute: a name of several words ends with its coordinates. */
function placesOf({ choices }: EmbedBuilder): string[] {
  const words = (choices.attributes['places'] ?? '').split(/\s+/).filter(Boolean);
  const places: string[] = [];
  let open: string[] = [];
  for (const word of words) {
    const isKey = /^[a-z]+(-[a-z]+)*$/.test(word);
    if (isKey && open.length === 0) places.push(word);
    else if (word.includes('@')) {
      places.push([...open, word].join(' '));
      open = [];
    } else open.push(word);
  }
  return [...places, ...open];
}

function moved(list: readonly string[], index: number): string[] {
  const [before = '', place = ''] = list.slice(index - 1, index + 1);
  return [...list.slice(0, index - 1), place, before, ...list.slice(index + 1)];
}

/** Adds the scheme to the bare name of a site; URLs and paths stay. */
function tidied(typed: string): string {
  return typed
    .trim()
    .split(/\s+/)
    .map((each) => (each.startsWith('/') || URL.canParse(each) ? each : (completed(each) ?? each)))
    .join(' ');
}

function shortened(url: string): string {
  return url.length > 70 ? `${url.slice(0, 60)}…` : url;
}

function number(text: string): number {
  return text === '' ? NaN : Number(text.replace(',', '.'));
}
