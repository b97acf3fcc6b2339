import { inTurn, json, never, notFound, refused, wrongShape, xml } from '../../../.storybook/endpoints.ts';
import { NOW, type State } from '../page.ts';
import { reloaded } from './acts.ts';

export function newsStates(): State[] {
  const news = (name: string, attributes: string, more: Partial<State> = {}): State => ({
    name: `news-${name}`,
    body: `<district-news src="/news" ${attributes}></district-news>`,
    endpoints: { '/news': xml(FEED), '/city': xml(CITY) },
    shows: '.item',
    ...more,
  });
  const ALL = 'date time image summary source author category';
  return [
    news('list', ''),
    news('list-everything', `show="${ALL}"`),
    news('titles-only', 'show=""'),
    news('cards', 'layout="cards" show="date image summary"'),
    news('featured', 'layout="featured" show="date image summary"'),
    news('headline', 'layout="headline" heading=""'),
    news('headline-next', 'layout="headline"', { act: (widget) => widget.locator('[part=next]').click() }),
    news('article', 'layout="article"', { shows: '.content table' }),
    news('relative-dates', 'dates="relative"'),
    news('more', 'page-size="2"', {
      act: (widget) => widget.locator('[part=more]').click(),
      shows: '.item:nth-child(4)',
    }),
    news('inline-closed', 'open="inline"', { shows: '.item button' }),
    news('inline-open', 'open="inline"', {
      act: (widget) => widget.getByRole('button').first().click(),
      shows: '.content table',
    }),
    news('dialog', 'open="dialog"', {
      act: (widget) => widget.getByRole('link').first().click(),
      shows: 'dialog[open] .content table',
    }),
    news('dialog-new-tab', 'open="dialog" new-tab', {
      act: (widget) => widget.getByRole('link').first().click(),
      shows: 'dialog[open] .content table',
    }),
    news('new-tab', 'new-tab'),
    news('several-sources', '', {
      body: '<district-news src="/news /city" show="date source" limit="8"></district-news>',
    }),
    news('one-source-fails', '', {
      body: '<district-news src="/news /city" show="date source"></district-news>',
      endpoints: { '/news': xml(FEED), '/city': notFound },
    }),
    news('odd-items', `show="${ALL}"`, { endpoints: { '/news': json(ODD) } }),
    news('loading', '', { endpoints: { '/news': never }, shows: '.skeleton' }),
    news('loading-with-fallback', '', {
      body: '<district-news src="/news"><a href="/tin-tuc">Tin tức của phường</a></district-news>',
      endpoints: { '/news': never },
      shows: 'district-news a',
    }),
    news('empty', '', { endpoints: { '/news': json({ items: [] }) }, shows: '.message' }),
    news('stale', '', { endpoints: { '/news': inTurn(xml(FEED), notFound()) }, act: reloaded, shows: '.stale' }),
    news('not-found', '', { endpoints: { '/news': notFound }, shows: '.message.error' }),
    news('unreadable', '', { endpoints: { '/news': wrongShape }, shows: '.message.error' }),
    news('unreachable', '', { endpoints: { '/news': refused }, shows: '.message.error' }),
    news('heading-level-4', '', {
      body: `<h2>Tổ dân phố</h2><h3>Tổ 4</h3>
        <district-news src="/news" heading="Tin của tổ dân phố" heading-level="4"></district-news>`,
    }),
  ];
}

const HALL = '/hall.svg';

const ARTICLE = `<p>Bắt đầu từ tuần này, bộ phận Tiếp nhận và Trả kết quả làm việc thêm sáng thứ Bảy.</p>
<h2>Thủ tục được tiếp nhận</h2><ul><li>Chứng thực bản sao, chữ ký</li><li>Đăng ký khai sinh</li></ul>
<p>Nộp trực tuyến trên <a href="https://dichvucong.example/">cổng dịch vụ công</a>.</p>
<h2>Lịch tiếp công dân</h2><table><caption>Lịch tiếp công dân</caption><tr><th>Ngày</th><th>Giờ</th></tr>
<tr><td>Thứ Ba</td><td>8:00–11:30</td></tr></table><p><img src="${HALL}" width="600" height="400" alt="Trụ sở phường"></p>`;

/** Stacked diacritics in titles, as they come: Ễ Ộ Ặ Ỷ. */
const STORIES = [
  {
    title: 'Từ tháng này, bộ phận Một cửa làm việc cả sáng thứ Bảy',
    summary: 'Người dân bận giờ hành chính có thể nộp hồ sơ vào sáng thứ Bảy.',
    category: 'Thông báo',
    hours: 2,
    image: HALL,
    text: ARTICLE,
  },
  {
    title: 'KẾ HOẠCH TỔ CHỨC LỄ HỘI: ẶP, ỄNH ƯƠNG, ỘP OẠP, KỶ NIỆM',
    summary: 'Ễ Ộ Ặ Ỷ Ẫ Ẩ Ữ Ỗ: nghỉ lễ, đóng cửa từ 22 giờ.',
    category: 'Tin tức',
    hours: 7,
  },
  {
    title: 'Ngày hội đọc sách bên sông',
    summary:
      'Hơn ba trăm em nhỏ cùng phụ huynh tham gia đổi sách cũ lấy cây xanh và nghe kể chuyện về lịch sử vùng đất.',
    category: 'Tin tức',
    hours: 27,
    image: HALL,
  },
  {
    title: 'Khám sức khoẻ miễn phí cho người cao tuổi',
    summary: 'Trạm y tế khám tổng quát cho người từ 60 tuổi trở lên.',
    category: 'Y tế',
    hours: 80,
  },
];

const CITY_STORIES = [
  {
    title: 'Thành phố mở thêm ba tuyến xe buýt điện',
    summary: 'Nối khu dân cư với ga.',
    category: 'Giao thông',
    hours: 1,
  },
];

const FEED = rss('Tin tức phường', 'https://phuong.example', STORIES);
const CITY = rss('Cổng thông tin thành phố', 'https://city.example', CITY_STORIES);

/** What sites really send. */
const ODD = {
  items: [
    {
      id: '1',
      summary: 'Tin này không có tiêu đề: mấy chữ đầu của tóm tắt đứng thay, và phần còn lại đọc được ở dưới.',
    },
    {
      id: '2',
      title: 'Ảnh không tải được',
      url: '/2',
      image: { url: 'https://phuong.example/none.jpg' },
      published: '2021-07-13T07:21:00Z',
    },
    { id: '3', title: '<b>Thẻ</b> trong tiêu đề & “ngoặc kép”', url: '/3', summary: '<p>Chữ, không phải thẻ.</p>' },
    { id: '4', title: `Từ rất dài: ${'nghiêng'.repeat(20)}`, url: '/4', published: 'một ngày đẹp trời' },
    {
      id: '5',
      title: 'Liên kết xấu thì không thành liên kết',
      url: 'javascript:alert(1)',
      summary: 'Chỉ http và https.',
    },
  ],
};

function rss(
  title: string,
  origin: string,
  stories: readonly {
    title: string;
    summary: string;
    category: string;
    hours: number;
    image?: string;
    text?: string;
  }[],
): string {
  const items = stories.map(
    ({ title, summary, category, hours, image, text = `<p>${summary}</p>` }, i) =>
      `<item><title>${title}</title><link>${origin}/tin/${i + 1}</link><pubDate>${new Date(NOW.getTime() - hours * 3_600_000).toUTCString()}</pubDate>
      <category>${category}</category><dc:creator>Văn phòng</dc:creator><description>${summary}</description>
      <content:encoded><![CDATA[${text}]]></content:encoded>
      ${image ? `<media:content url="${origin}${image}" medium="image" width="600" height="400"/>` : ''}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>${title}</title><link>${origin}/</link><language>vi</language>${items.join('')}</channel></rss>`;
}
