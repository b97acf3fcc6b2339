import type { Locator, Page } from '@playwright/test';

/** Chooses the second answer and votes. */
export async function votes(widget: Locator): Promise<void> {
  await widget.locator('.option').nth(1).click();
  await widget.locator('[part=submit]').click();
}

export function presses(selector: string): (widget: Locator) => Promise<void> {
  return (widget) => widget.locator(selector).first().click();
}

/** The page asks again. */
export async function reloaded(widget: Locator, page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      (document.querySelector('district-news, city-weather, citizen-poll') as unknown as { state?: string }).state ===
      'ready',
  );
  await widget.evaluate((element) => (element as unknown as { reload(): Promise<void> }).reload());
}
