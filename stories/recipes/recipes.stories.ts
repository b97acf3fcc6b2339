import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Endpoints } from '../../.storybook/endpoints.ts';
import '../../src/define.ts';
import { district } from '../data/news/feed.ts';
import { attitude, consultation, news, poll, weather } from '../data/ward.ts';
import './recipes.css';

export default {
  title: 'Recipes',
  parameters: {
    state: 'ready',
    endpoints: {
      '/news': news,
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
        <district-news layout="featured" heading="Tin nổi bật" limit="4"></district-news>
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
    <district-news layout="headline" heading=""></district-news>
    <city-weather layout="compact" heading="" places="ha-noi da-nang ho-chi-minh"></city-weather>
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

/** A touch screen at the one-stop office: thanks, then a fresh ballot; nothing is remembered of anybody. */
export const Kiosk: StoryObj = {
  render: () => html`<citizen-poll class="kiosk" poll="mot-cua" layout="rating" kiosk kiosk-reset="5"></citizen-poll>`,
};
