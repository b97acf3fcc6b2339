import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import { json, problem, type Endpoints } from '../../.storybook/endpoints.ts';
import '../../src/define.ts';
import type { CivicError, CitizenPoll } from '../../src/index.ts';
import { district, rss } from '../../samples/feed.ts';
import { counted, multiple } from '../../samples/polls.ts';
import { survey } from '../../samples/surveys.ts';
import { attitude, consultation, poll, weather } from '../../samples/ward.ts';
import './recipes.css';

export default {
  title: 'Recipes',
  parameters: {
    state: 'ready',
    endpoints: {
      '/news': () => rss(),
      '/weather': weather,
      ...poll('mot-cua', attitude),
      ...poll('pho-di-bo', consultation),
      '/surveys/mot-cua': () => json(survey()),
      'POST /surveys/mot-cua/responses': json({ id: '1' }, { status: 201 }),
      '/district': district,
    } satisfies Endpoints,
  },
} satisfies Meta;

/** A ward's home page: the featured article, the weather of three cities, a question on the one-stop office. */
export const WardHomePage: StoryObj = {
  render: () => html`
    <div class="ward-page">
      <main>
        <district-news layout="featured" heading="Tin nổi bật" show="date image summary" limit="5"></district-news>
      </main>
      <aside>
        <city-weather heading="Thời tiết các vùng" places="ha-noi da-nang ho-chi-minh"></city-weather>
        <citizen-poll poll="mot-cua"></citizen-poll>
      </aside>
    </div>
  `,
};

/** One line of news over the page, one line of weather: nothing moves by itself. */
export const Headline: StoryObj = {
  render: () => html`
    <div class="column">
      <district-news layout="headline" heading=""></district-news>
      <city-weather layout="compact" heading="" places="ha-noi da-nang ho-chi-minh"></city-weather>
    </div>
  `,
};

/** The news of the ward and of its district as one list, each with its source. */
export const MergedNews: StoryObj = {
  render: () => html`
    <district-news
      src="/news /district"
      heading="Tin phường và thành phố"
      show="date source summary"
      limit="6"
    ></district-news>
  `,
};

/** One line of weather for the head of every page. */
export const WeatherStrip: StoryObj = {
  render: () => html`
    <div class="strip">
      <city-weather layout="compact" heading="" places="ha-noi da-nang ho-chi-minh"></city-weather>
    </div>
  `,
};

/** Several answers, results for everybody from the start, and the words of the page around it. */
export const Consultation: StoryObj = {
  render: () => html`
    <article class="consultation">
      <h1>Lấy ý kiến: phố đi bộ cuối tuần</h1>
      <p>Phường lấy ý kiến đến hết tháng. Kết quả được công khai trên trang này.</p>
      <citizen-poll poll="pho-di-bo" heading="Ý kiến của bạn"></citizen-poll>
    </article>
  `,
};

const CODE = '7KQM-3XZA-P9TD';

/** The page around a consultation with codes: its own form for the code, and the poll. */
function renderWithCodes() {
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { code, poll, fault } = partsOf(event.currentTarget as HTMLElement);
    fault.textContent = '';
    code.removeAttribute('aria-invalid');
    poll.setAttribute('src', `/polls/tham-van?code=${encodeURIComponent(code.value.trim())}`);
  };
  const onError = (event: CustomEvent<{ error: CivicError }>): void => {
    if (!['invalid', 'already-voted'].includes(event.detail.error.code)) return;
    event.preventDefault();
    const { code, fault } = partsOf(event.currentTarget as HTMLElement);
    fault.textContent = 'Mã này không đúng hoặc đã được dùng. Vui lòng kiểm tra lại.';
    code.setAttribute('aria-invalid', 'true');
    code.focus();
  };
  return html`
    <article class="consultation">
      <h1>Lấy ý kiến hộ gia đình: dịch vụ buổi tối</h1>
      <form class="code" @submit=${onSubmit}>
        <label for="code">Mã trên thư mời</label>
        <p id="code-hint">Mỗi mã dùng một lần, ví dụ ${CODE}. Không ai biết mã nào của hộ nào.</p>
        <p id="code-fault" class="fault"></p>
        <input id="code" name="code" required autocomplete="off" aria-describedby="code-hint code-fault" />
        <button>Tiếp tục</button>
      </form>
      <citizen-poll heading="Phiếu lấy ý kiến" @civic-error=${onError}></citizen-poll>
    </article>
  `;
}

function partsOf(part: HTMLElement) {
  const find = <Found extends HTMLElement>(selector: string) => part.parentElement!.querySelector<Found>(selector)!;
  return { code: find<HTMLInputElement>('#code'), poll: find<CitizenPoll>('citizen-poll'), fault: find('#code-fault') };
}

const withCodes = {
  parameters: {
    endpoints: {
      '/polls/tham-van': () => json(multiple()),
      'POST /polls/tham-van/votes': async (request) => {
        const { choices } = (await request.json()) as { choices: string[] };
        const isKnown = new URL(request.url).searchParams.get('code') === CODE;
        return isKnown ? json(counted(multiple(), choices[0] ?? '')) : problem(422, 'invalid');
      },
    } satisfies Endpoints,
  },
  render: renderWithCodes,
};

type Play = NonNullable<StoryObj['play']>;

/** Types a code, goes on, chooses the first answer, if none is chosen yet, and votes. */
async function voteWith(code: string, { canvas, canvasElement, userEvent }: Parameters<Play>[0]) {
  const { poll, code: field } = partsOf(canvasElement.querySelector<HTMLElement>('form.code')!);
  const find = <Found extends HTMLElement>(selector: string) =>
    waitFor(() => {
      const found = poll.shadowRoot!.querySelector<Found>(selector);
      if (!found) throw new Error(`The poll never shows ${selector}.`);
      return found;
    });
  await userEvent.clear(field);
  await userEvent.type(field, code);
  await userEvent.click(canvas.getByRole('button', { name: 'Tiếp tục' }));
  await waitFor(() => expect(poll.state).toBe('ready'));
  const option = await find<HTMLInputElement>('.option input');
  if (!option.checked) option.click();
  await poll.updateComplete;
  const button = await find<HTMLButtonElement>('[part=submit]');
  button.focus();
  button.click();
  return { find, field };
}

/**
 * A consultation that must be exact: each household has a one-time code, printed on its letter. The field is the page's;
 * the code goes into the poll's address (on a server with `"voter": "code"`, docs/server.md), and a vote without a good
 * one isn't counted. A link in the letter can bring it along: `?code=7KQM-3XZA-P9TD`.
 *
 * ```html
 * <script type="module">
 *   const [form, poll] = document.querySelectorAll('.code, .code ~ citizen-poll');
 *   const { code } = form.elements;
 *   const fault = document.querySelector('#code-fault'); // empty, and in the field's aria-describedby
 *   const ask = () => (poll.src = `/polls/tham-van?code=${encodeURIComponent(code.value.trim())}`);
 *   form.addEventListener('submit', (event) => {
 *     event.preventDefault();
 *     fault.textContent = '';
 *     code.removeAttribute('aria-invalid');
 *     ask();
 *   });
 *   poll.addEventListener('civic-error', (event) => {
 *     if (!['invalid', 'already-voted'].includes(event.detail.error.code)) return;
 *     event.preventDefault(); // said beside the field instead of in the poll
 *     fault.textContent = 'Mã này không đúng hoặc đã được dùng. Vui lòng kiểm tra lại.';
 *     code.setAttribute('aria-invalid', 'true');
 *     code.focus();
 *   });
 *   const brought = new URLSearchParams(location.search).get('code');
 *   if (brought) ask((code.value = brought));
 * </script>
 * ```
 */
export const ConsultationWithCodes: StoryObj = {
  ...withCodes,
  play: async (context) => {
    const { find } = await voteWith(CODE, context);
    await expect(await find('.success')).toHaveTextContent('Phiếu của bạn đã được ghi nhận');
  },
};

/**
 * A mistyped code: the fault is said beside the field, the focus is there, and what was chosen stays. Without such a
 * listener the poll says it itself.
 */
export const WrongCode: StoryObj = {
  ...withCodes,
  play: async (context) => {
    const { find, field } = await voteWith('7KQM-3XZA-P9TX', context);
    await waitFor(() => expect(field).toHaveFocus());
    await expect(field).toBeInvalid();
    await expect(field).toHaveAccessibleDescription(expect.stringContaining('Mã này không đúng'));
    await expect(field).toHaveValue('7KQM-3XZA-P9TX');
    await expect(await find<HTMLInputElement>('.option input')).toBeChecked();
  },
};

/** A touch screen at a counter: the survey in steps, thanks, then an empty form. The server is told at which counter. */
export const KioskSurvey: StoryObj = {
  render: () =>
    html`<citizen-survey
      class="kiosk"
      survey="mot-cua"
      layout="steps"
      kiosk
      kiosk-reset="10"
      context="Quầy 3"
    ></citizen-survey>`,
};

/** A touch screen at the one-stop office: thanks, then a fresh ballot; nothing is remembered of anybody. */
export const Kiosk: StoryObj = {
  render: () => html`<citizen-poll class="kiosk" poll="mot-cua" layout="rating" kiosk kiosk-reset="5"></citizen-poll>`,
};
