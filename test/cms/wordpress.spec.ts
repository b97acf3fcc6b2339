/**
 * The plugin, and what the builder gives, in a real WordPress: what each role may save, what the page then shows, and whether
 * the widget tells of the site's posts what WordPress tells. Chromium, Debian's WordPress.
 */
import { type FrameLocator, type Page, expect, test } from '@playwright/test';
import { type Embed, snippet } from '../../builder/snippet.ts';
import { parseNews } from '../../src/news/index.ts';
import { widgetsOf } from '../../scripts/integrations.ts';
import { DemoServer } from '../e2e/demo-server.ts';
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

// First, while the site has no posts but its own.
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
      expect(item.pinned ?? false).toBe(told[index]!.pinned);
      expect(item.protected ?? false).toBe(told[index]!.protected);
      // A picture of a post behind a password is none of the visitor's.
      if (image) expect(item.image?.url).toBe(told[index]!.protected ? undefined : image);
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

test.describe('what each role may save', () => {
  /** The builder's code for people who may save scripts, as a block of the editor holds it. */
  const [{ code } = { code: '' }] = snippet(EMBED, 'wordpress');
  const pasted = `<!-- wp:html -->\n${code}\n<!-- /wp:html -->`;

  for (const role of ['quantri', 'bientap']) {
    test(`${role} pastes the builder's code into a block, and the page shows the widget`, async ({ page }) => {
      await login(page, role);
      const { id, content, link } = await save(page, `Mã của ${role}`, pasted);
      expect(content).toBe(pasted);
      if (role === 'quantri') {
        // The block holds it all when it is opened again.
        await page.goto(`${site.url}/wp-admin/post.php?post=${id}&action=edit`);
        await expect.poll(() => blocksOf(page)).toEqual([['core/html', true]]);
        const held = await page.evaluate(() => {
          const { wp } = globalThis as unknown as Wp;
          return wp.blocks.serialize(wp.data.select('core/block-editor').getBlocks());
        });
        expect(held).toBe(pasted);
      }
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
    [
      'the builder’s shortcode',
      snippet({ ...EMBED, attributes: [...EMBED.attributes, ['new-tab', '']], switches: ['new-tab'] }, 'wordpress')[1]!
        .code,
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

  test('without the plugin, an author’s post shows the pattern that an editor has made of the code', async ({
    page,
  }) => {
    site.run("deactivate_plugins( 'civic-widgets/civic-widgets.php' );");
    try {
      await login(page, 'bientap');
      const { id } = await save(page, 'Tin của phường', pasted, 'blocks');
      await page.context().clearCookies();
      await login(page, 'tacgia');
      const { link } = await save(page, 'Bài có mẫu', `<!-- wp:block {"ref":${id}} /-->`);
      await shows(page, link);
    } finally {
      site.run("activate_plugin( 'civic-widgets/civic-widgets.php' );");
    }
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

test.describe('the address of a frame, in a post of an author without the plugin', () => {
  let server: DemoServer;
  test.beforeAll(async () => {
    server = new DemoServer({
      frameAnywhere: true,
      allowOrigins: [site.url],
      allowPrivateAddresses: true,
      news: { feeds: [{ id: 'ward', url: `${site.url}/feed/` }] },
      polls: [
        {
          ...{ id: 'mot-cua', question: 'Ông/bà có hài lòng không?', kind: 'single' },
          options: ['Có', 'Không'].map((title, i) => ({ id: String(i), title })),
        },
      ],
    });
    await server.start();
    site.run("deactivate_plugins( 'civic-widgets/civic-widgets.php' );");
  });
  test.afterAll(async () => {
    site.run("activate_plugin( 'civic-widgets/civic-widgets.php' );");
    await server.remove();
  });

  test('is found by its discovery link and shows the widget, as high as it is', async ({ page }) => {
    const url = `${server.url}frame/district-news?src=/news&limit=3&lang=vi`;
    await login(page, 'tacgia');
    const canvas = await openEditor(page);
    // What becomes of a pasted address if it is of https.
    await page.evaluate((url) => {
      const { wp } = globalThis as unknown as Wp;
      wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock('core/embed', { url }));
      wp.data.dispatch('core/editor').editPost({ title: 'Địa chỉ dán vào', status: 'publish' });
    }, url);
    await expect(canvas.locator('[data-type="core/embed"] iframe')).toHaveCount(1);
    expect(await blocksOf(page)).toEqual([['core/embed', true]]);
    await savePost(page);
    const link = await page.evaluate(() => (globalThis as unknown as Wp).wp.data.select('core/editor').getPermalink());
    await page.context().clearCookies();
    await page.goto(link);
    const frame = page.frameLocator('iframe.wp-embedded-content');
    await expect(frame.locator('district-news').getByRole('listitem')).toHaveCount(3);
    await expect(page.locator('blockquote.wp-embedded-content')).toBeHidden();
    const wanted = await frame.locator('html').evaluate((root) => Math.ceil(root.getBoundingClientRect().height));
    await expect(page.locator('iframe.wp-embedded-content')).toHaveAttribute('height', String(wanted));
  });

  test('of a poll leads to its page: the sandbox has no storage', async ({ page }) => {
    const url = `${server.url}frame/citizen-poll?poll=mot-cua&lang=vi`;
    await login(page, 'tacgia');
    const { link } = await save(page, 'Bình chọn dán vào', embedBlock(url));
    await page.context().clearCookies();
    await page.goto(link);
    await page.frameLocator('iframe.wp-embedded-content').getByRole('link').click();
    await expect(page).toHaveURL(url);
    await expect(page.getByRole('radio', { name: 'Có', exact: true })).toBeVisible();
  });

  test('is a link where the server does not let the site frame it', async ({ page }) => {
    const other = new DemoServer({ news: { feeds: [] } });
    await other.start();
    try {
      const url = `${other.url}frame/district-news?lang=vi`;
      await login(page, 'tacgia');
      const { link } = await save(page, 'Không được phép', embedBlock(url));
      await page.context().clearCookies();
      await page.goto(link);
      await expect(page.locator('blockquote.wp-embedded-content').getByRole('link')).toBeVisible();
    } finally {
      await other.remove();
    }
  });
});

test('the editor shows the block live, with settings from the manifest, and reads its own block again', async ({
  page,
}) => {
  await login(page, 'quantri');
  const canvas = await openEditor(page);
  await page.evaluate(() => {
    const { wp } = globalThis as unknown as Wp;
    const block = wp.blocks.createBlock('civic-widgets/district-news', {});
    wp.data.dispatch('core/block-editor').insertBlocks(block);
    wp.data.dispatch('core/editor').editPost({ title: 'Bài có khối' });
  });
  const preview = canvas.locator('district-news');
  await expect.poll(() => preview.evaluate((one) => (one as { state?: string }).state)).toBe('ready');
  await expect(preview.getByRole('listitem', { includeHidden: true })).toHaveCount(5);

  await page.evaluate(() => {
    const { wp } = globalThis as unknown as Wp;
    const [block] = wp.data.select('core/block-editor').getBlocks();
    wp.data.dispatch('core/block-editor').selectBlock(block!.clientId);
    wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block');
  });
  await page.getByRole('button', { name: 'How it looks' }).click();
  await page
    .getByLabel(widgetsOf()['district-news']!.settings.find(({ name }) => name === 'limit')!.label.en)
    .fill('2');
  await expect(preview.getByRole('listitem', { includeHidden: true })).toHaveCount(2);

  await savePost(page);
  const id = await page.evaluate(() => (globalThis as unknown as Wp).wp.data.select('core/editor').getCurrentPostId());
  await page.goto(`${site.url}/wp-admin/post.php?post=${String(id)}&action=edit`);
  await expect.poll(() => preview.evaluate((one) => one.getAttribute('limit'))).toBe('2');
  expect(await blocksOf(page)).toEqual([['civic-widgets/district-news', true]]);
});

test('the classic editor keeps the tags, and the shortcode works in a sidebar', async ({ page }) => {
  const settings = JSON.parse(
    site.run(
      `echo wp_json_encode( apply_filters( 'tiny_mce_before_init', array( 'extended_valid_elements' => 'b[*]' ), 'content' ) );`,
    ),
  ) as Record<string, string>;
  expect(settings['custom_elements']?.split(',')).toEqual(
    expect.arrayContaining(['district-news', 'civic-settings', '~weather-place']),
  );
  expect(settings['extended_valid_elements']).toMatch(/^b\[\*\],.*district-news\[\*\]/);

  site.run(`switch_theme( 'twentytwentyone' );
    update_option( 'widget_block', array( 7 => array( 'content' => '<!-- wp:shortcode -->[district-news limit="3"]<!-- /wp:shortcode -->' ), '_multiwidget' => 1 ) );
    update_option( 'sidebars_widgets', array( 'sidebar-1' => array( 'block-7' ), 'wp_inactive_widgets' => array() ) );`);
  await shows(page, site.articles.find(({ title }) => title.startsWith('Lễ hội'))!.url, { limit: 3 });
  await expect(page.locator('head link[href*="civic-widgets.css"]')).toHaveCount(1);
  site.run(
    `update_option( 'sidebars_widgets', array( 'sidebar-1' => array(), 'wp_inactive_widgets' => array() ) ); update_option( 'widget_block', array() );`,
  );
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

/** What the editor's own scripts offer, as far as it is used here. */
interface Wp {
  wp: {
    blocks: { createBlock: (name: string, attributes: object) => object; serialize: (blocks: object[]) => string };
    data: {
      dispatch: (store: string) => Actions;
      select: (store: string) => {
        getBlocks: () => { clientId: string; name: string; isValid: boolean }[];
        getPermalink: () => string;
        getCurrentPostId: () => number;
        isSavingPost: () => boolean;
      };
    };
  };
}

interface Actions {
  toggleFeature: (name: string) => void;
  insertBlocks: (block: object) => void;
  editPost: (post: object) => void;
  selectBlock: (id: string) => void;
  openGeneralSidebar: (name: string) => void;
  savePost: () => Promise<void>;
}

async function login(page: Page, name: string): Promise<void> {
  await page.goto(`${site.url}/wp-login.php`);
  await page.locator('#user_login').fill(name);
  await page.locator('#user_pass').fill('mat-khau');
  await page.locator('#wp-submit').click();
  await page.waitForURL(/wp-admin/);
}

/** A new post in the editor; what holds its blocks, which is a frame in newer versions. */
async function openEditor(page: Page): Promise<Page | FrameLocator> {
  await page.goto(`${site.url}/wp-admin/post-new.php`);
  await page.locator('.block-editor-writing-flow, iframe[name="editor-canvas"]').first().waitFor();
  await page.evaluate(() =>
    (globalThis as unknown as Wp).wp.data.dispatch('core/edit-post').toggleFeature('welcomeGuide'),
  );
  const frame = page.locator('iframe[name="editor-canvas"]');
  return (await frame.count()) > 0 ? frame.contentFrame() : page;
}

async function savePost(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as Wp).wp.data.dispatch('core/editor').savePost());
  await page.waitForFunction(() => !(globalThis as unknown as Wp).wp.data.select('core/editor').isSavingPost());
}

/** The blocks in the editor, and whether it can read each. */
function blocksOf(page: Page): Promise<[name: string, isValid: boolean][]> {
  return page.evaluate(() =>
    (globalThis as unknown as Wp).wp.data
      .select('core/block-editor')
      .getBlocks()
      .map(({ name, isValid }) => [name, isValid]),
  );
}

/** Saved as the editor saves it: by REST, with the role's own rights. */
async function save(
  page: Page,
  title: string,
  content: string,
  kind: 'posts' | 'blocks' = 'posts',
): Promise<{ id: number; content: string; link: string }> {
  const data = { title, content, status: 'publish' };
  const saved = await asUser<{ id: number; content: { raw: string }; link: string }>(page, `/wp/v2/${kind}`, data);
  return { id: saved.id, content: saved.content.raw, link: saved.link };
}

/** What the editor's scripts would be answered: with the role's cookie, and the word that WordPress gives it for this. */
async function asUser<Answer>(page: Page, path: string, data?: object): Promise<Answer> {
  const nonce = await (await page.request.get(`${site.url}/wp-admin/admin-ajax.php?action=rest-nonce`)).text();
  const answer = await page.request.fetch(`${site.url}/wp-json${path}`, {
    method: data ? 'POST' : 'GET',
    headers: { 'X-WP-Nonce': nonce },
    ...(data && { data }),
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as Answer;
}

/** What the editor saves of an address that is pasted into it. */
function embedBlock(url: string): string {
  const attributes = JSON.stringify({ url, type: 'rich' });
  return `<!-- wp:embed ${attributes} -->
<figure class="wp-block-embed is-type-rich"><div class="wp-block-embed__wrapper">
${url.replaceAll('&', '&amp;')}
</div></figure>
<!-- /wp:embed -->`;
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
