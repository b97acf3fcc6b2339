import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import { json, problem, type Endpoints } from '../../.storybook/endpoints.ts';
import '../../src/define.ts';
import { district, rss } from '../data/news/feed.ts';
import { counted, multiple } from '../data/poll/polls.ts';
import { attitude, consultation, poll, weather } from '../data/ward.ts';
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
      heading="Tin phường và quận"
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
      <citizen-poll poll="pho-di-bo" heading="Ý kiến của ông/bà" heading-level="2"></citizen-poll>
    </article>
  `,
};

const CODE = '7KQM-3XZA-P9TD';

/**
 * A consultation that must be exact: each household has a one-time code, printed on its letter. The field is the page's;
 * the code goes into the poll's address (on a server with `"voter": "code"`, docs/server.md), and a vote without a good
 * one isn't counted. A link in the letter can bring it along: `?code=7KQM-3XZA-P9TD`.
 *
 * ```html
 * <script type="module">
 *   const [form, poll] = document.querySelectorAll('.code, .code ~ citizen-poll');
 *   const ask = (code) => (poll.src = `/polls/tham-van?code=${encodeURIComponent(code)}`);
 *   form.addEventListener('submit', (event) => (event.preventDefault(), ask(form.code.value.trim())));
 *   const code = new URLSearchParams(location.search).get('code');
 *   if (code) ask((form.code.value = code));
 * </script>
 * ```
 */
export const ConsultationWithCodes: StoryObj = {
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
  render: () => {
    const onSubmit = (event: SubmitEvent): void => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      const code = String(new FormData(form).get('code')).trim();
      const poll = form.parentElement!.querySelector('citizen-poll')!;
      poll.setAttribute('src', `/polls/tham-van?code=${encodeURIComponent(code)}`);
    };
    return html`
      <article class="consultation">
        <h1>Lấy ý kiến hộ gia đình: dịch vụ buổi tối</h1>
        <form class="code" @submit=${onSubmit}>
          <label for="code">Mã trên thư mời</label>
          <p id="code-hint">Mỗi mã dùng một lần, ví dụ ${CODE}. Không ai biết mã nào của hộ nào.</p>
          <input id="code" name="code" required autocomplete="off" aria-describedby="code-hint" />
          <button>Tiếp tục</button>
        </form>
        <citizen-poll heading="Phiếu lấy ý kiến"></citizen-poll>
      </article>
    `;
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const poll = canvasElement.querySelector('citizen-poll')!;
    const find = <Found extends HTMLElement>(selector: string) =>
      waitFor(() => {
        const found = poll.shadowRoot!.querySelector<Found>(selector);
        if (!found) throw new Error(`The poll never shows ${selector}.`);
        return found;
      });
    await userEvent.type(canvas.getByLabelText('Mã trên thư mời'), CODE);
    await userEvent.click(canvas.getByRole('button', { name: 'Tiếp tục' }));
    (await find('.option')).click();
    await poll.updateComplete;
    (await find('[part=submit]')).click();
    await expect(await find('.success')).toHaveTextContent('Phiếu của bạn đã được ghi nhận');
  },
};

/** A touch screen at the one-stop office: thanks, then a fresh ballot; nothing is remembered of anybody. */
export const Kiosk: StoryObj = {
  render: () => html`<citizen-poll class="kiosk" poll="mot-cua" layout="rating" kiosk kiosk-reset="5"></citizen-poll>`,
};
