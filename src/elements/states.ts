import { html, nothing, type TemplateResult } from 'lit';
import { shared as en } from '../i18n/en/shared.ts';
import { dateFormat } from '../i18n/format.ts';
import { shared as vi } from '../i18n/vi/shared.ts';
import type { TextsController } from '../i18n/texts-controller.ts';
import { buttons } from '../theme/buttons.ts';
import { states } from '../theme/states.ts';
import type { FrameTexts } from './frame-view.ts';
import type { WidgetElement } from './widget-element.ts';

/** All that a widget shows besides its content; it loads when there is something wrong or a load takes its time. */
export const texts = { en, vi };
export const styles = [buttons, states];

type Host = WidgetElement<object>;
type HostTexts = TextsController<FrameTexts & typeof en>;

/** What the state has to say: announced, above the content. */
export function renderStatus(host: Host): unknown {
  const texts = host.texts as HostTexts;
  const { state, error } = host;
  if (state === 'empty') return html`<slot name="empty">${renderMessage(texts.get('empty'))}</slot>`;
  if (state === 'stale') return renderStale(host);
  if (state !== 'error' || !error || host.isDrawnByPage) return nothing;
  const isGone = error.status === 404 || error.status === 410;
  const onRetry = (): void => {
    void host.reload();
    // The button goes away with the error; focus stays in the widget.
    host.renderRoot.querySelector<HTMLElement>('.widget')?.focus();
  };
  return html`<slot name="error"
    >${renderMessage(
      texts.get(isGone ? 'error.not-found' : (`error.${error.code}` as 'error.http')),
      html`<button class="button" part="retry" type="button" @click=${onRetry}>${texts.get('retry')}</button>`,
      'error',
    )}</slot
  >`;
}

/** What stands where content will be, or would have been. */
export function renderFallback(host: Host): unknown {
  const { state, hasFallback } = host;
  if (!host.isWaiting || hasFallback) {
    const fallback = state === 'empty' ? nothing : html`<slot></slot>`;
    return state === 'loading' ? html`<slot name="loading">${fallback}</slot>` : fallback;
  }
  return html`<slot name="loading"
    ><div class="skeleton">
      <span class="visually-hidden">${(host.texts as HostTexts).get('loading')}</span>
      <div aria-hidden="true">${host.renderSkeleton()}</div>
    </div></slot
  >`;
}

/** A sentence in a box, with what can be done about it. */
export function renderMessage(sentence: string, wayOn: unknown = nothing, kind = ''): TemplateResult {
  return html`<div class="message ${kind}" part="message">
    <p>${sentence}</p>
    ${wayOn}
  </div>`;
}

function renderStale(host: Host): unknown {
  const { updatedAt, zone } = host;
  const texts = host.texts as HostTexts;
  if (!updatedAt) return nothing;
  const isToday = updatedAt.toDateString() === new Date().toDateString();
  const format: Intl.DateTimeFormatOptions = {
    timeStyle: 'short',
    dateStyle: isToday ? undefined : 'short',
    timeZone: zone,
  };
  const time = dateFormat(texts.locale, format).format(updatedAt);
  return html`<p class="stale" part="stale">${texts.get('stale', { time })}</p>`;
}
