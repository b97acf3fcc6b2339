/** Step 5: where the widget will stand, and the code to copy. */
import { type TemplateResult, html, nothing } from 'lit';
import { controlsOf } from './controls.ts';
import type { EmbedBuilder } from './embed-builder.ts';
import { checkbox, step, textField } from './fields.ts';
import { type Embed, type Piece, TARGETS, snippet } from './snippet.ts';
import { FILES, sourceOf } from './state.ts';

export function renderCode(host: EmbedBuilder): TemplateResult {
  const { words, choices, heights } = host;
  const { target, tag } = choices;
  const embed = embedOf(host);
  const how = choices.theme && words.find(`target.${target}.how.theme`);
  const isIncomplete = tag !== 'city-weather' && sourceOf(choices).replace(/^\/(?:polls|surveys)\/$/, '') === '';
  return step(
    5,
    words.get('step.code'),
    html`<fieldset class="segments targets">
        <legend>${words.get('target')}</legend>
        ${TARGETS.map(
          (each) =>
            html`<label
              ><input
                type="radio"
                name="target"
                value=${each}
                .checked=${target === each}
                @change=${() => host.choose({ target: each })}
              /><span>${words.get(`target.${each}`)}</span></label
            >`,
        )}
      </fieldset>
      <p class="how">${how || words.get(`target.${target}.how`)}</p>
      ${isIncomplete ? html`<p class="warning">${words.get('code.incomplete')}</p>` : nothing}
      <div class="pieces">${snippet(embed, target).map((piece) => renderPiece(host, piece))}</div>
      <p class="help">${words.get('code.shift', { ...heights })}</p>
      <div class="grid">
        ${
          target === 'npm'
            ? nothing
            : textField({
                id: 'files',
                type: 'url',
                label: words.get('files'),
                help: words.get('files.help'),
                value: choices.files,
                list: [FILES, new URL('../civic-widgets/', location.href).href],
                onChange: (files) => host.choose({ files: files.trim() || FILES }),
              })
        }
        ${
          ['npm', 'other'].includes(target)
            ? nothing
            : textField({
                id: 'version',
                label: words.get('version'),
                help: words.get(
                  choices.version === '' ? 'version.help' : host.release ? 'version.found' : 'version.missing',
                  { version: choices.version },
                ),
                placeholder: '1.2.3',
                value: choices.version,
                onChange: (version) => void host.pin(version.trim()),
              })
        }
        ${textField({
          id: 'link',
          type: 'url',
          label: words.get('link'),
          help: words.get('link.help'),
          placeholder: embed.link.href,
          value: choices.link,
          onInput: (link) => host.choose({ link: link.trim() }),
        })}
        ${textField({
          id: 'link-text',
          label: words.get('link.text'),
          placeholder: embed.link.text,
          value: choices.linkText,
          onInput: (linkText) => host.choose({ linkText }),
        })}
        ${
          target === 'npm'
            ? nothing
            : html`<div class="field">
                ${checkbox(words.get('apart'), choices.isApart, (isApart) => host.choose({ isApart }))}
              </div>`
        }
      </div>
      <div class="actions">
        <button type="button" @click=${() => void host.copy(location.href)}>${words.get('share')}</button>
        <button type="button" @click=${() => host.reset()}>${words.get('reset')}</button>
      </div>`,
  );
}

function renderPiece(host: EmbedBuilder, { name, code, file = '' }: Piece): TemplateResult {
  const { words } = host;
  const title = words.get(`code.${name}`, { file });
  const onClick = (event: Event): void => {
    const shown = (event.currentTarget as Element).closest('.piece')?.querySelector('code') ?? undefined;
    void host.copy(code, shown);
  };
  return html`<div class="piece">
    <div class="bar">
      <h3>${title}</h3>
      <button type="button" class="primary" aria-label=${words.get('copy.what', { name: title })} @click=${onClick}>
        ${words.get('copy')}
      </button>
    </div>
    <pre tabindex="0" role="region" aria-label=${title}><code translate="no">${code}</code></pre>
  </div>`;
}

/** What the choices mean for the code. */
function embedOf({ choices, words, heights, language, isById, release }: EmbedBuilder): Embed {
  const { tag, attributes, lang, tokens, theme, files, isApart, endpoint } = choices;
  const { src, poll, survey, places, heading, ...others } = attributes;
  const id = tag === 'citizen-survey' ? { survey: survey ?? '' } : { poll: poll ?? '' };
  const source = tag === 'city-weather' ? { places, src } : isById ? id : { src: src ?? '', places };
  const title = heading || words.get(`widget.${tag}`);
  const all = { ...source, lang: lang || undefined, heading, ...others };
  return {
    tag,
    attributes: Object.entries(all).filter((each): each is [string, string] => each[1] !== undefined),
    switches: controlsOf(tag).flatMap(({ name, kind }) => (kind === 'switch' ? name : [])),
    tokens,
    theme,
    height: heights,
    link: {
      href: choices.link || homeOf(choices.tag, src ?? '', language),
      text: choices.linkText || heading || words.get(`fallback.${tag}`),
    },
    files,
    release: choices.version === '' ? undefined : (release ?? { version: choices.version, files: {} }),
    timeZone: tag === 'district-news' ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined,
    endpoint: isById ? endpoint : undefined,
    isApart,
    title,
    lang: lang || language,
  };
}

/** Where those go who don't get the widget: the home page of the source, the country's forecasts, the site itself. */
function homeOf(tag: Embed['tag'], src: string, language: string): string {
  const [first = ''] = src.split(/\s+/);
  if (tag === 'city-weather') return language === 'vi' ? 'https://nchmf.gov.vn/' : 'https://worldweather.wmo.int/';
  return tag === 'district-news' && /^https?:/.test(first) && URL.canParse(first) ? new URL('/', first).href : '/';
}
