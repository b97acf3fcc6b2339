/** Every story of the built Storybook, for the specs that look at each of them. */
import { type Locator, type Page, test as base } from '@playwright/test';
import { PSEUDO } from '../../.storybook/pseudo.ts';
import { allStories, finished, NOW, openStage, show } from '../storybook/built-stories.ts';
import { StaticSite } from '../storybook/static-site.ts';

/** The stories of widgets, in every layout and state; the embed builder has its own tests. */
export const stories = allStories.filter(({ title }) => title !== 'Embed builder');

/** The stories of one widget each; the others put several on one page. */
export const elementStories = stories.filter(({ title }) => title.startsWith('Elements/'));

/** One page for each worker; stories take turns on it. `pseudo` has the pseudo-language, at 320 px. */
export const test = base.extend<object, { site: StaticSite; stage: Page; pseudo: Page }>({
  site: [
    async ({}, use) => {
      const site = new StaticSite('/');
      await site.start();
      await use(site);
      site.stop();
    },
    { scope: 'worker' },
  ],
  stage: [({ browser, site }, use) => onStage(openStage(browser, site), use), { scope: 'worker', timeout: 120_000 }],
  pseudo: [
    ({ browser, site }, use) =>
      onStage(openStage(browser, site, { ...narrow, language: PSEUDO, prepare: recordAnswers }), use),
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Shows the story on a stage as it was at first. */
export async function open(stage: Page, id: string, { width = 800, height = 900 } = {}): Promise<void> {
  await stage.setViewportSize({ width, height });
  await stage.emulateMedia({ colorScheme: 'light', forcedColors: 'none', contrast: null, reducedMotion: 'reduce' });
  await show(stage, id);
  await settled(stage);
}

/** Opens a story on a page of its own and lets it play; resolves with its widget. */
export async function openAlone(page: Page, site: StaticSite, id: string, prepare?: () => void): Promise<Locator> {
  if (prepare) await page.addInitScript(prepare);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.setFixedTime(NOW);
  await page.goto(`${site.url}iframe.html?id=elements-${id}&viewMode=story&globals=a11y.manual:!true`);
  await finished(page);
  await settled(page);
  return page.locator('district-news, city-weather, citizen-poll, citizen-survey, public-alerts').first();
}

/** Runs the look with another language, direction or colour scheme around the story, then puts back what was. */
export async function around<Found>(
  stage: Page,
  attributes: Readonly<Record<string, string>>,
  look: () => Promise<Found>,
): Promise<Found> {
  const set = (values: Readonly<Record<string, string>>): Promise<Record<string, string>> =>
    stage.evaluate((values) => {
      const element = document.querySelector('.stage')!;
      const before: Record<string, string> = {};
      for (const [name, value] of Object.entries(values)) {
        before[name] = element.getAttribute(name) ?? '';
        element.setAttribute(name, value);
      }
      return before;
    }, values);
  const before = await set(attributes);
  await settled(stage);
  const found = await look();
  await set(before);
  return found;
}

/** Waits until the widgets draw nothing more: what loads late has come. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    let before = '';
    for (let quiet = 0; quiet < 3;) {
      const widgets = [
        ...document.querySelectorAll('district-news, city-weather, citizen-poll, citizen-survey, public-alerts'),
      ];
      for (const widget of widgets) await (widget as unknown as { updateComplete?: Promise<unknown> }).updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const now = widgets.map(({ shadowRoot }) => shadowRoot?.innerHTML).join();
      quiet = now === before ? quiet + 1 : 0;
      before = now;
    }
  });
}

const narrow = { width: 320 };

async function onStage(opening: Promise<Page>, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await opening;
  await use(page);
  await page.context().close();
}

/** Keeps what the stories' endpoints answer, as `window.answers`. */
function recordAnswers(): void {
  const answers: string[] = [];
  class RecordedResponse extends Response {
    constructor(body?: BodyInit | null, init?: ResponseInit) {
      super(body, init);
      if (typeof body === 'string') answers.push(body);
    }
  }
  Object.assign(globalThis, { answers, Response: RecordedResponse });
}
