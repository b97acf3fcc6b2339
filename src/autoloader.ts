/**
 * `civic-widgets/autoloader`: as the script tag does, finds the package's tags on the page, also those that come later,
 * and loads only what they need, as chunks of your bundler.
 */
import { isServer } from './is-server.ts';

const elements: Readonly<Record<string, () => Promise<unknown>>> = {
  'civic-settings': () => import('./elements/civic-settings/civic-settings.define.ts'),
  'district-news': () => import('./elements/district-news/district-news.define.ts'),
  'city-weather': () => import('./elements/city-weather/city-weather.define.ts'),
  'citizen-poll': () => import('./elements/citizen-poll/citizen-poll.define.ts'),
  'citizen-survey': () => import('./elements/citizen-survey/citizen-survey.define.ts'),
  'public-alerts': () => import('./elements/public-alerts/public-alerts.define.ts'),
  '[data-civic]': () => import('./placeholders.ts'),
};

/** What has not been asked for yet. */
const missing = new Set(Object.keys(elements));

if (!isServer) {
  new MutationObserver((records) => {
    for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && find(node));
  }).observe(document, { childList: true, subtree: true });
  find(document.documentElement);
}

function find(root: Element): void {
  for (const selector of missing) {
    if (!root.matches(selector) && !root.querySelector(selector)) continue;
    missing.delete(selector);
    elements[selector]!().catch((error: unknown) => {
      // The tag keeps its fallback. The next one that is inserted tries again.
      missing.add(selector);
      console.error('civic-widgets:', error);
    });
  }
}
