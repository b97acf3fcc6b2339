import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Endpoints } from '../../.storybook/endpoints.ts';
import { PSEUDO } from '../../.storybook/pseudo.ts';
import { arrive } from '../../.storybook/stage.ts';
import '../../src/define.ts';
import { attitude, news, poll, weather } from '../../samples/ward.ts';
import '../recipes/recipes.css';

/** English, longer, with accents, in brackets: what stays plain isn't in the dictionaries, what loses a bracket is cut off. */
export default {
  title: 'Foundations/Pseudo-language',
  tags: ['!autodocs'],
  globals: { language: PSEUDO },
  parameters: {
    state: 'ready',
    endpoints: { '/news': news, '/weather': weather, ...poll('mot-cua', attitude) } satisfies Endpoints,
  },
  render: () => html`
    <div class="column">
      <district-news limit="4"></district-news>
      <city-weather places="ha-noi"></city-weather>
      <citizen-poll poll="mot-cua"></citizen-poll>
    </div>
  `,
} satisfies Meta;

type Story = StoryObj;

export const Wide: Story = {};

export const Sidebar: Story = {
  globals: { width: '240px' },
  play: async (context) => {
    await arrive(context);
    const { canvasElement } = context;
    const widgets = [...canvasElement.querySelectorAll('district-news, city-weather, citizen-poll')];
    const cut = widgets.flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('*') ?? [])].filter(isCutOff));
    if (cut.length) throw new Error(`Cut off: ${cut.map(({ textContent }) => textContent?.trim()).join(' | ')}`);
  },
};

/** Wider than its box, which hides the rest; what only screen readers read is meant to be hidden. */
function isCutOff(element: Element): boolean {
  const { overflowX } = getComputedStyle(element);
  const isHiding = overflowX === 'hidden' || overflowX === 'clip';
  return (
    isHiding &&
    element.clientWidth > 1 &&
    element.scrollWidth > element.clientWidth + 1 &&
    !!element.textContent?.trim()
  );
}
