/** `npm run pictures`: replaces the pictures of stories that look different now. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('playwright test --config test/storybook/playwright.config.ts pictures', {
  shell: true,
  stdio: 'inherit',
  env: { ...process.env, UPDATE_PICTURES: '1' },
});
process.exit(status ?? 1);
