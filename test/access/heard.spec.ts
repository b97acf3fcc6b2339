import { expect, type Page } from '@playwright/test';
import { around, elementStories, open, test } from './stage.ts';

/**
 * What a screen reader is given, kept as text: heard/<story>.<language>.yml. Read it aloud before you accept a change:
 * is each thing said once, in a sensible order, with its unit, and has everything a name?
 * `npx playwright test --config test/access/playwright.config.ts heard --update-snapshots` writes it anew.
 */
for (const { id } of elementStories) {
  test(`${id} is heard in Vietnamese and in English`, async ({ stage, site }) => {
    await open(stage, id);
    for (const lang of ['vi', 'en']) {
      const heard = await around(stage, { lang }, async () => {
        const tree = await stage.locator('.stage').ariaSnapshot();
        const heard = `${tree}\n${(await besides(stage)).join('\n')}\n`;
        // Each story has an endpoint of its own.
        return heard.replaceAll(site.url, '/').replaceAll(/\/endpoints\/[\w-]+/g, '/endpoint');
      });
      expect.soft(heard).toMatchSnapshot(`${id.replace('elements-', '')}.${lang}.yml`);
    }
  });
}

/** What the tree leaves out: descriptions, values in words, faults, live regions, changes of language. */
function besides(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lines: string[] = [];
    const textOf = (node: Element | null): string => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    const walk = (root: ParentNode, lang: string): void => {
      for (const element of root.children) {
        let own = lang;
        if (element.checkVisibility()) {
          const described = element.getAttribute('aria-describedby')?.split(' ') ?? [];
          const scope = element.getRootNode() as ShadowRoot;
          const description = described
            .map((id) => textOf(scope.getElementById(id)))
            .filter(Boolean)
            .join(' ');
          const name = element.localName + (element.getAttribute('type') ? ` ${element.getAttribute('type')}` : '');
          if (description) lines.push(`# ${name} is described: ${description}`);
          const valueText = element.getAttribute('aria-valuetext');
          if (valueText) lines.push(`# ${name} has the value: ${valueText}`);
          if (element.getAttribute('aria-invalid') === 'true') lines.push(`# ${name} is invalid`);
          if (element.getAttribute('aria-busy') === 'true') lines.push(`# ${name} is busy`);
          const live =
            element.getAttribute('aria-live') ??
            { status: 'polite', alert: 'assertive', log: 'polite' }[element.role ?? ''];
          if (live) lines.push(`# live, ${live}: ${textOf(element)}`);
          const tag = element.getAttribute('lang');
          if (tag && tag !== lang)
            lines.push(`# from here on in ${tag}: ${element.localName} ${element.className}`.trim());
          own = tag ?? lang;
        }
        if (element.shadowRoot) walk(element.shadowRoot, own);
        walk(element, own);
      }
    };
    const stage = document.querySelector<HTMLElement>('.stage')!;
    walk(stage, stage.lang);
    return [...new Set(lines)];
  });
}
