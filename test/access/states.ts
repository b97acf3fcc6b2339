import type { Locator, Page } from '@playwright/test';
import { show, type State, type Surroundings } from './page.ts';
import { newsStates } from './states/news.ts';
import { pollStates } from './states/poll.ts';
import { weatherStates } from './states/weather.ts';

/** Every element in every layout and state that a citizen can meet. */
export const states: readonly string[] = create().map(({ name }) => name);

/** Opens a page with a widget in that state; resolves with the widget. */
export function open(page: Page, name: string, around?: Surroundings): Promise<Locator> {
  // Endpoints remember how often they were asked, so each page has its own.
  const state = create().find((one) => one.name === name);
  if (!state) throw new Error(`there is no state ${name}`);
  return show(page, state, around);
}

function create(): State[] {
  return [...newsStates(), ...weatherStates(), ...pollStates()];
}
