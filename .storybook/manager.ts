import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

const system = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

addons.setConfig({
  theme: create({
    base: 'light',
    brandTitle: 'civic-widgets',
    brandTarget: '_self',
    colorPrimary: '#0b4a8f',
    colorSecondary: '#0b4a8f',
    fontBase: system,
    fontCode: 'ui-monospace, Consolas, monospace',
  }),
});
