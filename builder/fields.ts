/** The form's fields: label, field and help, connected for assistive technology. */
import { type TemplateResult, html, nothing } from 'lit';

interface Field {
  id: string;
  label: string;
  help?: string;
}

export interface TextField extends Field {
  value: string;
  type?: 'text' | 'url' | 'search' | 'number';
  placeholder?: string;
  min?: number;
  max?: number;
  /** Suggested values. */
  list?: readonly string[];
  isFaulty?: boolean;
  /** Called while typing. */
  onInput?: (value: string) => void;
  /** Called when typing has ended. */
  onChange?: (value: string) => void;
}

export function textField(field: TextField): TemplateResult {
  const { id, label, help, value, type = 'text', placeholder, list, min, max, onInput, onChange } = field;
  const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      type=${type}
      .value=${value}
      min=${min ?? nothing}
      max=${max ?? nothing}
      inputmode=${type === 'url' ? 'url' : nothing}
      autocapitalize=${type === 'url' ? 'off' : nothing}
      spellcheck=${type === 'url' ? 'false' : nothing}
      autocomplete="off"
      placeholder=${placeholder ?? nothing}
      list=${list ? `${id}-list` : nothing}
      aria-describedby=${help ? `${id}-help` : nothing}
      aria-invalid=${field.isFaulty ? 'true' : nothing}
      @input=${(event: Event) => onInput?.(valueOf(event))}
      @change=${(event: Event) => onChange?.(valueOf(event))}
    />
    ${
      list
        ? html`<datalist id=${`${id}-list`}>${list.map((option) => html`<option value=${option}></option>`)}</datalist>`
        : nothing
    }
    ${renderHelp(id, help)}
  </div>`;
}

export interface Choice {
  value: string;
  label: string;
}

export function selectField(
  field: Field & { value: string; choices: readonly Choice[]; onChange: (value: string) => void },
): TemplateResult {
  const { id, label, help, value, choices, onChange } = field;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      aria-describedby=${help ? `${id}-help` : nothing}
      @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
    >
      ${choices.map(
        (choice) => html`<option value=${choice.value} .selected=${choice.value === value}>${choice.label}</option>`,
      )}
    </select>
    ${renderHelp(id, help)}
  </div>`;
}

export function checkbox(
  label: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
  { id, help }: { id?: string; help?: string } = {},
): TemplateResult {
  return html`<label class="check"
      ><input
        type="checkbox"
        id=${id ?? nothing}
        .checked=${checked}
        aria-describedby=${id && help ? `${id}-help` : nothing}
        @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
      /><span>${label}</span></label
    >${renderHelp(id ?? '', help)}`;
}

/** A numbered step: a heading to find it by, a group for what belongs to it. */
export function step(number: number, name: string, content: unknown): TemplateResult {
  return html`<div class="block">
    <fieldset class="step">
      <legend>
        <h2><span class="number" aria-hidden="true">${number}</span>${name}</h2>
      </legend>
      ${content}
    </fieldset>
  </div>`;
}

function renderHelp(id: string, help: string | undefined): unknown {
  return help ? html`<p class="help" id=${`${id}-help`}>${help}</p>` : nothing;
}
