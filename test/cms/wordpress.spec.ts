/**
 * The plugin, and what the builder gives, in a real WordPress: what each role may save, what the page then shows, and whether
 * the widget tells of the site's posts what WordPress tells. Chromium, Debian's WordPress.
 */
import { type Page, expect, test } from '@playwright/test';
import { type Embed, snippet } from '../../builder/snippet.ts';
import { parseNews } from '../../src/news/index.ts';
import { WordPressSite } from './wordpress-site.ts';

let site: WordPressSite;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  site = await WordPressSite.start();
  console.log(`WordPress ${site.version}`);
});
test.afterAll(() => site.stop());
test.afterEach(() => {
  expect(site.complaints, 'PHP says nothing about the plugin').toEqual([]);
});

const NEWS = '/wp-json/wp/v2/posts?_embed&per_page=20';
const EMBED: Embed = {
  tag: 'district-news',
  attributes: [
    ['src', NEWS],
    ['limit', '3'],
  ],
  tokens: {},
  theme: '',
  height: { narrow: 30, wide: 25 },
  link: { href: '/tin-tuc/', text: 'Tin tức' },
  files: '/wp-content/plugins/civic-widgets/assets/',
  title: 'Tin tức',
  lang: 'vi',
};
const TAG = '<district-news src="/feed/" limit="3" new-tab><a href="/tin-tuc/">Tin tức</a></district-news>';

test.describe('what each role may save', () => {
  /** The builder's code for people who may save scripts, as a block of the editor holds it. */
  const [{ code } = { code: '' }] = snippet(EMBED, 'wordpress');
  const pasted = code.startsWith('<!-- wp:html -->') ? code : `<!-- wp:html -->\n${code}\n<!-- /wp:html -->`;

  for (const role of ['quantri', 'bientap']) {
    test(`${role} pastes the builder's code into a block, and the page shows the widget`, async ({ page }) => {
      await login(page, role);
      const { content, link } = await save(page, `Mã của ${role}`, pasted);
      expect(content).toBe(pasted);
      await shows(page, link, { script: 2 });
    });
  }

  for (const [how, text] of [
    ['a tag', TAG],
    ['a shortcode', '[district-news src="/feed/" limit="3" new-tab]<a href="/tin-tuc/">Tin tức</a>[/district-news]'],
    [
      'a block',
      '<!-- wp:civic-widgets/district-news {"limit":"3","new-tab":true,"link":"/tin-tuc/","linkText":"Tin tức"} /-->',
    ],
  ] as const) {
    test(`an author writes ${how}, and the page shows the widget`, async ({ page }) => {
      await login(page, 'tacgia');
      const { content, link } = await save(page, `Bài của tác giả, ${how}`, text);
      expect(content.replace(/="true"|=""/g, '')).toBe(text);
      await shows(page, link, { limit: 3 });
      await expect(page.locator('district-news')).toHaveAttribute('new-tab', '');
    });
  }

  test('an author’s scripts and handlers are taken away as ever', async ({ page }) => {
    await login(page, 'tacgia');
    const { content } = await save(
      page,
      'Xấu',
      '<district-news src="javascript:alert(1)" onclick="alert(1)" style="color:red"><script>alert(1)</script></district-news>',
    );
    expect(content).not.toMatch(/script:|onclick|<script|style=/);
    expect(content).toContain('<district-news');
  });

  test('without the plugin, an author’s tag leaves its link', async ({ page }) => {
    site.run("deactivate_plugins( 'civic-widgets/civic-widgets.php' );");
    try {
      await login(page, 'tacgia');
      const { content } = await save(page, 'Không có plugin', TAG);
      expect(content).toBe('<a href="/tin-tuc/">Tin tức</a>');
    } finally {
      site.run("activate_plugin( 'civic-widgets/civic-widgets.php' );");
    }
  });
});

test('the editor shows the block live, with settings from the manifest, and reads its own block again', async ({
  page,
}) => {
  await login(page, 'quantri');
  await page.goto(`${site.url}/wp-admin/post-new.php`);
  await page.waitForFunction(() =>
    Boolean((globalThis as unknown as Wp).wp?.blocks?.getBlockType('civic-widgets/district-news')),
  );
  await page.evaluate(() => {
    const { wp } = globalThis as unknown as Wp;
    wp.data.dispatch('core/edit-post').toggleFeature('welcomeGuide');
    const block = wp.blocks.createBlock('civic-widgets/district-news', {});
    wp.data.dispatch('core/block-editor').insertBlocks(block);
    wp.data.dispatch('core/editor').editPost({ title: 'Bài có khối' });
  });
  const preview = page
    .frameLocator('iframe[name="editor-canvas"]')
    .locator('district-news')
    .or(page.locator('district-news'));
  await expect.poll(() => preview.evaluate((one) => (one as { state?: string }).state)).toBe('ready');
  await expect(preview.getByText('Lịch tiếp công dân tháng 12')).toBeVisible();

  await page.evaluate(() => {
    const { wp } = globalThis as unknown as Wp;
    const [{ clientId }] = wp.data.select('core/block-editor').getBlocks() as [{ clientId: string }];
    wp.data.dispatch('core/block-editor').selectBlock(clientId);
    wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block');
  });
  await page.getByRole('button', { name: 'How it looks' }).click();
  await page.getByLabel('At most').or(page.getByLabel('How many at most')).first().fill('2');
  await expect(preview.getByRole('listitem')).toHaveCount(2);

  await page.evaluate(() => (globalThis as unknown as Wp).wp.data.dispatch('core/editor').savePost());
  const id = await page.evaluate(() => (globalThis as unknown as Wp).wp.data.select('core/editor').getCurrentPostId());
  await page.waitForFunction(() => !(globalThis as unknown as Wp).wp.data.select('core/editor').isSavingPost());
  await page.goto(`${site.url}/wp-admin/post.php?post=${String(id)}&action=edit`);
  await expect.poll(() => preview.evaluate((one) => one.getAttribute('limit'))).toBe('2');
  const blocks = await page.evaluate(() =>
    (globalThis as unknown as Wp).wp.data
      .select('core/block-editor')
      .getBlocks()
      .map(({ name, isValid }) => [name, isValid]),
  );
  expect(blocks).toEqual([['civic-widgets/district-news', true]]);
});

for (const theme of ['twentytwentyone', 'twentytwentythree'] as const) {
  test(`in ${theme}, files come only where a widget stands, and in time`, async ({ page }) => {
    site.run(`switch_theme( '${theme}' );`);
    const link = site
      .run(
        `$id = wp_insert_post( wp_slash( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Trang có khối',
           'post_content' => '<!-- wp:civic-widgets/district-news {"limit":"3"} /--><!-- wp:paragraph --><p id="duoi">Ở dưới.</p><!-- /wp:paragraph -->' ) ) ); echo get_permalink( $id );`,
      )
      .trim();
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await shows(page, link, { limit: 3 });
    await expect(page.locator('head link[href*="civic-widgets.css"]')).toHaveCount(1);
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
    // The site's time zone is told, since it has a name.
    await expect(page.locator('district-news')).toHaveAttribute('time-zone', 'Asia/Ho_Chi_Minh');

    await page.goto(site.articles.find(({ title }) => title.startsWith('Lễ hội'))!.url);
    await expect(page.locator('[src*="civic-widgets"], [href*="civic-widgets"]')).toHaveCount(0);
  });
}

test.describe('the site’s posts', () => {
  test('by REST, they are what WordPress shows', async () => {
    const feed = parseNews(await (await fetch(site.url + NEWS)).text(), { url: site.url + NEWS });
    const told = site.articles;
    const readable = (title: string): string => title.replace(/^Protected: /, '');
    expect(feed.items.map(({ title }) => readable(title))).toEqual(told.map(({ title }) => title));
    for (const [index, item] of feed.items.entries()) {
      const { url, published, categories, image } = told[index]!;
      expect(item.url).toBe(url);
      expect(item.published?.getTime()).toBe(Date.parse(published));
      expect(item.categories.filter((name) => name !== 'Uncategorized').sort()).toEqual(
        categories.filter((name) => name !== 'Uncategorized').sort(),
      );
      if (image && !told[index]!.protected) expect(item.image?.url).toBe(image);
    }
    expect(feed.items.some(({ title }) => /hẹn giờ|nháp/.test(title))).toBe(false);
  });

  test('by the feed, too, and emoji are letters', async () => {
    const feed = parseNews(await (await fetch(`${site.url}/feed/`)).text(), { url: `${site.url}/feed/` });
    const told = site.articles.map(({ title, url, published }) => ({ title, url, published: Date.parse(published) }));
    expect(
      feed.items.map(({ title, url, published }) => ({
        title: title.replace(/^Protected: /, ''),
        url,
        published: published?.getTime(),
      })),
    ).toEqual(told);
    const greeting = feed.items.find(({ title }) => title.startsWith('Chúc mừng'))!;
    expect(greeting.title).toContain('🎉');
  });
});

interface Wp {
  wp: {
    apiFetch: (request: object) => Promise<unknown>;
    blocks?: { getBlockType: (name: string) => unknown; createBlock: (name: string, attributes: object) => object };
    data: {
      dispatch: (store: string) => Record<string, (...args: unknown[]) => unknown>;
      select: (store: string) => Record<string, (...args: unknown[]) => never> & {
        getBlocks: () => { clientId: string; name: string; isValid: boolean }[];
      };
    };
  } & { blocks: { createBlock: (name: string, attributes: object) => object } };
}

async function login(page: Page, name: string): Promise<void> {
  await page.goto(`${site.url}/wp-login.php`);
  await page.locator('#user_login').fill(name);
  await page.locator('#user_pass').fill('mat-khau');
  await page.locator('#wp-submit').click();
  await page.waitForURL(/wp-admin/);
}

/** Saved as the editor saves it: by REST, with the role's own rights. */
async function save(page: Page, title: string, content: string): Promise<{ content: string; link: string }> {
  await page.goto(`${site.url}/wp-admin/post-new.php`);
  await page.waitForFunction(() => 'wp' in globalThis && 'apiFetch' in (globalThis as unknown as Wp).wp);
  return page.evaluate(
    async (post) => {
      const { wp } = globalThis as unknown as Wp;
      const data = { ...post, status: 'publish' };
      const saved = (await wp.apiFetch({ path: '/wp/v2/posts', method: 'POST', data })) as {
        content: { raw: string };
        link: string;
      };
      return { content: saved.content.raw, link: saved.link };
    },
    { title, content },
  );
}

/** The page has the widget in its place, with the news, its script once, and nothing to complain about. */
async function shows(page: Page, url: string, { limit = 3, script = 1 } = {}): Promise<void> {
  const lines: string[] = [];
  page.on('pageerror', ({ message }) => lines.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('civic')) lines.push(message.text());
  });
  await page.context().clearCookies();
  await page.goto(url);
  const widget = page.locator('district-news');
  await expect(widget).toHaveCount(1);
  await expect.poll(() => widget.evaluate((one) => (one as { state?: string }).state)).toBe('ready');
  await expect(widget.getByRole('listitem')).toHaveCount(limit);
  const scripts = page.locator('script[type="module"][src*="civic-widgets.js"]');
  expect(await scripts.count()).toBeLessThanOrEqual(script);
  expect(await scripts.count()).toBeGreaterThan(0);
  expect(lines).toEqual([]);
}
