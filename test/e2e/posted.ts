import type { Page } from '@playwright/test';

/** The bodies that a page's scripts post, in turn: Firefox tells its driver none. Call it before the page is opened. */
export async function hearPosts(page: Page): Promise<() => Promise<unknown[]>> {
  await page.addInitScript(() => {
    const { fetch } = window;
    const posted: string[] = [];
    Object.assign(window, { posted });
    window.fetch = (input, init) => {
      if (typeof init?.body === 'string') posted.push(init.body);
      return fetch(input, init);
    };
  });
  return async () =>
    (await page.evaluate(() => (window as unknown as { posted: string[] }).posted)).map(
      (body) => JSON.parse(body) as unknown,
    );
}
