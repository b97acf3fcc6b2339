import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { setStorybookHelpersConfig } from '@wc-toolkit/storybook-helpers';
import manifest from '../custom-elements.json' with { type: 'json' };
import { PAGE_RULES, STANDARDS } from './axe.ts';
import { arrive, globalTypes, initialGlobals, stage, withoutStage } from './stage.ts';
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
    // On the page with all stories, each ends in its state as well, and its code is what a site would paste.
    docs: { codePanel: true, story: { autoplay: true }, source: { transform: withoutStage } },
    a11y: {
      test: 'error',
      options: { runOnly: STANDARDS },
      config: { rules: PAGE_RULES.map((id) => ({ id, enabled: false })) },
    },
    backgrounds: { disable: true },
    controls: { expanded: true },
    options: {
      storySort: { order: ['Introduction', 'Start here', 'Embed builder', 'Elements', 'Foundations', 'Recipes'] },
    },
  },
} satisfies Preview;
