import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { getStorybookHelpers } from '@wc-toolkit/storybook-helpers';
import { html } from 'lit';
import {
  inTurn,
  json,
  never,
  notFound,
  refused,
  wrongShape,
  type Endpoint,
  type Endpoints,
} from '../.storybook/endpoints.ts';
import '../src/elements/district-news/district-news.define.ts';
import type { DistrictNews } from '../src/elements/district-news/district-news.ts';
import * as formats from '../test/fixtures/news/feeds.ts';
import { district, many, odd, rss } from '../samples/feed.ts';

const { args, argTypes, template } = getStorybookHelpers<DistrictNews>('district-news');

const serve = (news: Endpoint, state = 'ready', more: Endpoints = {}) => ({
  state,
  endpoints: { '/news': news, ...more },
});
const ALL = 'date time image summary source author category';

type Canvas = { canvasElement: HTMLElement };

async function find(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const found = canvas.querySelector('district-news')?.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The story never shows ${selector}.`);
}

const presses =
  (press: string, then: string) =>
  async ({ canvasElement }: Canvas): Promise<void> => {
    (await find(canvasElement, press)).click();
    await find(canvasElement, then);
  };

const meta = {
  title: 'Elements/district-news',
  component: 'district-news',
  args: { ...args, src: '/news' },
  argTypes,
  render: (values) => template(values),
  parameters: serve(() => rss()),
} satisfies Meta<DistrictNews>;

export default meta;
type Story = StoryObj<DistrictNews>;

/** Title, day, summary. */
export const List: Story = {};

/** With pictures at the side. */
export const ListWithPictures: Story = { args: { show: 'date image summary' } };

/** Everything that `show` knows. */
export const Everything: Story = { args: { show: ALL } };

/** Titles alone, for a narrow sidebar. */
export const TitlesOnly: Story = { args: { show: '' } };

export const Cards: Story = { args: { layout: 'cards', show: 'date image summary', limit: 6 } };

/** Like a newspaper’s front: one large, the rest a quiet list. */
export const Featured: Story = { args: { layout: 'featured', show: 'date image summary' } };

/** One at a time; nothing moves by itself. */
export const Headline: Story = {
  args: { layout: 'headline', heading: '' },
  play: presses('[part=next]', '[part=next]'),
};

/** The newest in full, with text size, print, link and original. */
export const Article: Story = {
  args: { layout: 'article' },
  play: async ({ canvasElement }: Canvas) => void (await find(canvasElement, '.content h4')),
};

/** "3 giờ trước" for the first week. */
export const RelativeDates: Story = { args: { dates: 'relative' } };

/** A button that shows more; the focus goes to the first new title. */
export const Pages: Story = {
  args: { limit: 30, 'page-size': 4 } as Story['args'],
  parameters: serve(() => many(30)),
  play: presses('[part=more]', '.item:nth-child(5)'),
};

/** Only some categories. */
export const Category: Story = { args: { category: 'thong-bao', show: 'date category' } };

/** All but one category, and a link to the page with all news. */
export const ExcludeAndSeeAll: Story = {
  args: { exclude: 'thong-bao', 'see-all': '/tin-tuc', show: 'date category' } as Story['args'],
};

/** Two sources as one, each item with its source. */
export const SeveralSources: Story = {
  args: { src: '/news /city', show: 'date source', limit: 8 },
  parameters: serve(() => rss(), 'ready', { '/city': district }),
};

/** One of them is away: the other is shown, and a line says so. */
export const OneSourceFails: Story = {
  args: { src: '/news /city', show: 'date source' },
  parameters: serve(() => rss(), 'ready', { '/city': notFound }),
};

/** Read here, below the title. */
export const ReadInline: Story = { args: { open: 'inline' }, play: presses('h3 button', '.content p') };

/** Read here, in a dialog: Escape, the back button and a click outside close it; its address can be sent on. */
export const ReadInDialog: Story = { args: { open: 'dialog' } };

/** The open dialog; it would lie over the page of documentation. */
export const ReadInDialogOpen: Story = {
  tags: ['!autodocs'],
  args: { open: 'dialog' },
  play: presses('.item a', 'dialog[open] .content p'),
};

/** The article stays here, whatever is said of tabs. */
export const ReadInDialogNewTab: Story = {
  tags: ['!autodocs'],
  args: { open: 'dialog', 'new-tab': true } as Story['args'],
  play: presses('.item a', 'dialog[open] .content p'),
};

/** The page takes over: `civic-article` is cancelled. */
export const ReadElsewhere: Story = {
  args: { open: 'dialog' },
  render: (values) =>
    html`<div
      @civic-article=${(event: CustomEvent<{ item: { title: string } }>) => {
        event.preventDefault();
        (event.currentTarget as HTMLElement).querySelector('output')!.textContent = event.detail.item.title;
      }}
    >
      ${template(values)}
      <p>Asked for: <output></output></p>
    </div>`,
};

/** Links open a new tab, and say so. */
export const NewTab: Story = { args: { 'new-tab': true } as Story['args'] };

/** Describes the news to search engines: look at the widget’s children. */
export const StructuredData: Story = { args: { 'structured-data': true } as Story['args'] };

/** No titles, no dates, a picture that fails, markup in titles, addresses that are no good. */
export const OddItems: Story = { args: { show: ALL }, parameters: serve(odd) };

/** A thousand at once. */
export const Thousand: Story = { tags: ['no-picture'], args: { limit: 0 }, parameters: serve(() => many(1000)) };

/** Given by the page: nothing is fetched. */
export const GivenData: Story = {
  render: () => html`
    <district-news>
      <script type="application/json">
        {
          "items": [
            { "title": "Họp tổ dân phố", "url": "https://phuong.example/hop", "published": "2021-07-13T14:21:00+07:00" }
          ]
        }
      </script>
    </district-news>
  `,
};

export const FromAtom: Story = { parameters: serve({ body: formats.atom, type: 'text/plain' }) };
export const FromJsonFeed: Story = { parameters: serve(json(formats.jsonFeed)) };
export const FromWordPress: Story = { parameters: serve(json(formats.wordpress)) };
export const FromDrupal: Story = { parameters: serve(json(formats.drupal)) };
export const FromLiferay: Story = { parameters: serve(json(formats.liferay)) };
export const FromSharePoint: Story = { parameters: serve(json(formats.sharepoint)) };

export const Loading: Story = { args: { timeout: 3600 }, parameters: serve(never, 'loading') };
export const LoadingCards: Story = {
  args: { timeout: 3600, layout: 'cards', show: 'date image summary' },
  parameters: serve(never, 'loading'),
};
/** The page's own link, until the news are there. */
export const LoadingWithFallback: Story = {
  render: () => html`<district-news timeout="3600"><a href="/tin-tuc">Tin tức của phường</a></district-news>`,
  parameters: serve(never, 'loading'),
};

/** Under the page's own headings. */
export const HeadingLevel: Story = {
  render: () => html`
    <h2>Tổ dân phố</h2>
    <h3>Tổ 4</h3>
    <district-news heading="Tin của tổ dân phố" heading-level="4"></district-news>
  `,
};

export const Empty: Story = { parameters: serve(json({ items: [] }), 'empty') };

/** The refresh failed: the last news stay, with their time. */
export const Stale: Story = {
  parameters: serve(
    inTurn(() => rss(), notFound),
    'stale',
  ),
  play: async ({ canvasElement }: Canvas) => {
    await find(canvasElement, '.item a'); // the skeleton has items too
    await canvasElement.querySelector('district-news')?.reload();
  },
};

export const NotFound: Story = { parameters: serve(notFound, 'error') };
export const WrongShape: Story = { parameters: serve(wrongShape, 'error') };
export const Refused: Story = { parameters: serve(refused, 'error') };
