import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Endpoints } from '../../.storybook/endpoints.ts';
import '../../src/define.ts';
import { attitude, news, poll, weather } from '../../samples/ward.ts';
import '../recipes/recipes.css';

/**
 * Ready-made themes are plain CSS: one line beside the script tag, `<link rel="stylesheet" href="…/themes/govuk.css">`, or
 * `import 'civic-widgets/themes/govuk.css'`. They set tokens on `:root` and name parts; what the page sets nearer to a
 * widget comes first. They bring no font.
 */
export default {
  title: 'Foundations/Ready-made themes',
  parameters: {
    state: 'ready',
    endpoints: { '/news': news, '/weather': weather, ...poll('mot-cua', attitude) } satisfies Endpoints,
    // A theme is for a whole page.
    docs: { story: { inline: false, height: '760px' } },
  },
  render: () => html`
    <div class="ward-page">
      <main><district-news page-size="3"></district-news></main>
      <aside>
        <citizen-poll poll="mot-cua" layout="choices"></citizen-poll>
        <city-weather places="ha-noi da-nang"></city-weather>
      </aside>
    </div>
  `,
} satisfies Meta;

/** Red carries text and buttons; gold is only ever a line, since gold text on white can't be read. Light and dark. */
export const VietnameseAuthorities: StoryObj = { globals: { theme: 'vietnam' } };

/** GOV.UK Design System: black, blue links underlined, a green button, yellow focus. In dark, tints of the same colours. */
export const GovUk: StoryObj = { globals: { theme: 'govuk' } };

/** U.S. Web Design System 3. In dark, lighter grades of the same families. */
export const Uswds: StoryObj = { globals: { theme: 'uswds' } };

/** Bootstrap 5: follows the page's own `--bs-*` and `data-bs-theme`. Light and dark. */
export const Bootstrap5: StoryObj = { globals: { theme: 'bootstrap' } };
