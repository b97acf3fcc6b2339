/** Steps 3 and 4: what the widget shows, in which language, and its colours. The controls come from the manifest. */
import { type TemplateResult, html } from 'lit';
import { languages } from '../src/i18n/languages.ts';
import { contrast, hexOf, isValidToken } from './colour.ts';
import { type Control, type Token, controlsOf, tokensOf } from './controls.ts';
import type { EmbedBuilder } from './embed-builder.ts';
import { checkbox, step, selectField, textField } from './fields.ts';
import { defaultsOf } from './preview.ts';
import { THEMES } from './snippet.ts';
import { tokenOf } from './themes.ts';

export function renderLook(host: EmbedBuilder): TemplateResult {
  const { words, choices } = host;
  // Checkboxes stand together, after the fields.
  const isSwitch = ({ kind }: Control): boolean => kind === 'switch';
  const all = controlsOf(choices.tag);
  const controls = [...all.filter((control) => !isSwitch(control)), ...all.filter(isSwitch)];
  const heading = choices.attributes['heading'];
  return step(
    3,
    words.get('step.look'),
    html`<div class="grid">
        <div>
          ${textField({
            id: 'heading',
            label: words.get('heading'),
            placeholder: heading === '' ? '' : words.get(`widget.${choices.tag}`),
            value: heading ?? '',
            onInput: (value) => host.chooseAttribute('heading', value || undefined),
          })}
          ${checkbox(words.get('heading.hide'), heading === '', (isOn) =>
            host.chooseAttribute('heading', isOn ? '' : undefined),
          )}
        </div>
        ${selectField({
          id: 'lang',
          label: words.get('lang'),
          value: choices.lang,
          choices: [{ value: '', label: words.get('lang.page') }, ...languageChoices()],
          onChange: (lang) => host.choose({ lang }),
        })}
        ${controls.filter(({ isOwn }) => isOwn).map((control) => renderControl(host, control))}
      </div>
      <details>
        <summary>${words.get('more')}</summary>
        <div class="grid">${controls.filter(({ isOwn }) => !isOwn).map((control) => renderControl(host, control))}</div>
      </details>`,
  );
}

/** The control of one attribute. Without texts in the dictionaries it has the attribute's name and the manifest's description. */
function renderControl(host: EmbedBuilder, control: Control): TemplateResult {
  const { words, choices, language } = host;
  const { name, kind, options, min, max } = control;
  const value = choices.attributes[name];
  const own = defaultsOf(choices.tag)[name];
  const fallback = typeof own === 'string' || typeof own === 'number' ? String(own) : '';
  const known = words.find(`attribute.${name}`);
  const field = {
    id: `attribute-${name}`,
    label: known ?? name,
    help: words.find(`help.${name}`) ?? (known === undefined ? control.description : undefined),
  };
  const word = (option: string): string => words.find(`word.${option}`) ?? option;
  const put = (next: string | undefined): void =>
    host.chooseAttribute(name, next === undefined || next === fallback ? undefined : next);
  switch (kind) {
    case 'choice':
      return selectField({
        ...field,
        value: value ?? fallback,
        choices: [
          ...(fallback ? [] : [{ value: '', label: words.get('default.own') }]),
          ...options.map((option) => ({ value: option, label: word(option) })),
        ],
        onChange: (next) => put(next || undefined),
      });
    case 'switch':
      return html`<div class="field">
        ${checkbox(field.label, value !== undefined, (isOn) => host.chooseAttribute(name, isOn ? '' : undefined), field)}
      </div>`;
    case 'words': {
      const shown = new Set((value ?? fallback).split(/\s+/));
      return html`<fieldset class="field whole">
        <legend>${field.label}</legend>
        <div class="checks">
          ${options.map((option) =>
            checkbox(word(option), shown.has(option), (isOn) => {
              const next = options.filter((each) => (each === option ? isOn : shown.has(each)));
              // Compare with the default regardless of order.
              const isDefault = sorted(next) === sorted(fallback.split(/\s+/));
              put(isDefault ? undefined : next.join(' '));
            }),
          )}
        </div>
      </fieldset>`;
    }
    case 'number':
      return textField({
        ...field,
        type: 'number',
        value: value ?? '',
        placeholder: fallback && words.get('default', { value: fallback }),
        min,
        max,
        onInput: (next) => put(next === '' || !(Number(next) >= (min ?? 0)) ? undefined : next),
      });
    case 'text':
      return textField({
        ...field,
        value: value ?? '',
        placeholder: fallback && words.get('default', { value: fallback }),
        list: name === 'time-zone' ? zones(language) : undefined,
        type: name.endsWith('src') ? 'url' : 'text',
        // Wait until an address is complete.
        [name.endsWith('src') ? 'onChange' : 'onInput']: (next: string) => put(next.trim() || undefined),
      });
  }
}

/** Number of tokens shown before "more". */
const FIRST_TOKENS = 2;

export function renderColours(host: EmbedBuilder): TemplateResult {
  const { words, choices } = host;
  const { tag, theme } = choices;
  const tokens = tokensOf(tag);
  return step(
    4,
    words.get('step.colours'),
    html`<div class="grid">
        <div class="whole">
          ${selectField({
            id: 'theme',
            label: words.get('theme'),
            help: words.find(`help.theme.${theme}`) ?? words.get('help.theme'),
            value: theme,
            choices: (['', ...THEMES] as const).map((value) => ({
              value,
              label: words.get(`theme.${value || 'none'}`),
            })),
            onChange: (value) => host.choose({ theme: value as typeof theme }),
          })}
        </div>
        ${tokens.slice(0, FIRST_TOKENS).map((token) => renderToken(host, token))}
      </div>
      ${renderContrast(host)}
      <details>
        <summary>${words.get('more.colours')}</summary>
        <div class="grid">${tokens.slice(FIRST_TOKENS).map((token) => renderToken(host, token))}</div>
      </details>`,
  );
}

function renderToken(host: EmbedBuilder, token: Token): TemplateResult {
  const { words, choices } = host;
  const { name, kind } = token;
  const short = name.replace('--civic-', '');
  const label = words.find(`token.${short}`) ?? name;
  const value = choices.tokens[name] ?? '';
  const own = (choices.theme && tokenOf(choices.theme, name)) || token.default;
  const put = (next: string): void => {
    const isGood = next === '' || isValidToken(token, next);
    if (isGood) host.chooseToken(name, next === '' ? undefined : next);
    else host.say(words.get('colour.fault'));
  };
  const field = textField({
    id: `token-${short}`,
    label,
    value,
    placeholder: own ?? words.get('default.own'),
    onChange: (next) => put(next.trim()),
  });
  if (kind !== 'colour') return field;
  return html`<div class="colour">
    ${field}
    <input
      type="color"
      aria-label=${words.get('colour.pick', { name: label })}
      .value=${hexOf(value) ?? hexOf(own ?? '') ?? '#555555'}
      @input=${(event: Event) => put((event.target as HTMLInputElement).value)}
    />
  </div>`;
}

/** Whether links in the accent colour have enough contrast on white. */
function renderContrast({ choices, words, language }: EmbedBuilder): unknown {
  const accent = hexOf(choices.tokens['--civic-accent'] ?? '');
  if (accent === undefined) return html`<p role="status" class="contrast"></p>`;
  const value = contrast(accent, '#ffffff');
  const ratio = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(Math.floor(value * 10) / 10);
  const isGood = value >= 4.5;
  return html`<p role="status" class=${isGood ? 'contrast good' : 'contrast poor'}>
    ${words.get(isGood ? 'contrast.good' : 'contrast.poor', { ratio })}
  </p>`;
}

/** Each language by its own name, as its speakers look for it. */
function languageChoices(): { value: string; label: string }[] {
  return ['vi', 'en', ...Object.keys(languages)].map((tag) => ({
    value: tag,
    label: new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag,
  }));
}

function zones(language: string): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  return language === 'vi' ? ['Asia/Ho_Chi_Minh', ...all.filter((zone) => zone !== 'Asia/Ho_Chi_Minh')] : all;
}

function sorted(words: readonly string[]): string {
  return [...words].sort().join(' ');
}
