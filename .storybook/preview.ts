import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { setStorybookHelpersConfig } from '@wc-toolkit/storybook-helpers';
import manifest from '../custom-elements.json' with { type: 'json' };
import { arrive, globalTypes, initialGlobals, stage } from './stage.ts';
import './stage.css';

setCustomElementsManifest(manifest);
setStorybookHelpersConfig({ hideArgRef: true });

export default {
  tags: ['autodocs'],
  globalTypes,
  initialGlobals,
  decorators: [stage],
  afterEach: arrive,
  parameters: {
    layout: 'fullscreen',
    docs: { codePanel: true },
    a11y: {
      test: 'error',
      options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      // Rules about whole pages; a story is a piece of one.
      config: { rules: ['region', 'page-has-heading-one', 'landmark-one-main'].map((id) => ({ id, enabled: false })) },
    },
    backgrounds: { disable: true },
    controls: { expanded: true },
    options: {
      storySort: { order: ['Introduction', 'Start here', 'Embed builder', 'Elements', 'Foundations', 'Recipes'] },
    },
  },
} satisfies Preview;
