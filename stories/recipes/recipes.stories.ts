import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Endpoints } from '../../.storybook/endpoints.ts';
import '../../src/define.ts';
import { attitude, news, poll, weather } from '../data/ward.ts';
import './recipes.css';

export default {
  title: 'Recipes',
  parameters: {
    state: 'ready',
    endpoints: { '/news': news, '/weather': weather, ...poll('mot-cua', attitude) } satisfies Endpoints,
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

/** A touch screen at the one-stop office: thanks, then a fresh ballot; nothing is remembered of anybody. */
export const Kiosk: StoryObj = {
  render: () => html`<citizen-poll class="kiosk" poll="mot-cua" layout="rating" kiosk kiosk-reset="5"></citizen-poll>`,
};
