import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import '../builder/embed-builder.define.ts';
import '../builder/builder.css';

/**
 * A page for webmasters: choose a widget, see it with your own endpoint's data, be told in words what keeps an endpoint
 * from working, and copy the code. It is at `/builder/` on every companion server and in `npm start`; here it can be
 * used as well. It asks nobody before a button is pressed, and stores nothing.
 */
export default {
  title: 'Embed builder',
  // A page with a language of its own, not a state of a widget.
  tags: ['no-picture'],
  render: () => html`<embed-builder></embed-builder>`,
  // It has a language of its own, and a page as wide as it is.
  globals: { width: 'none', theme: 'plain' },
  parameters: { controls: { disable: true } },
} satisfies Meta;

type Story = StoryObj;

export const Builder: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: /Poll|Bình chọn/ }));
    await waitFor(() => expect(canvasElement.querySelector('.stage citizen-poll')).not.toBeNull());
    await expect(canvasElement.querySelector('pre')?.textContent).toContain('<citizen-poll');
  },
};
