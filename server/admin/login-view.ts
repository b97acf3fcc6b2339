import { html, type TemplateResult } from 'lit';
import type { Words } from './i18n/texts.ts';

export function renderLogin(words: Words, onSubmit: (form: HTMLFormElement) => void): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit(event.currentTarget as HTMLFormElement);
  };
  return html`<h1 tabindex="-1">${words.get('login.title')}</h1>
    <p class="quiet" id="about-login">${words.get('login.about')}</p>
    <form class="login" novalidate @submit=${submit}>
      <label for="name">${words.get('login.name')}</label>
      <input id="name" name="name" autocomplete="name" maxlength="64" required />
      <label for="token">${words.get('login.token')}</label>
      <input
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        aria-describedby="about-login"
        required
      />
      <button class="primary">${words.get('login.submit')}</button>
    </form>`;
}
