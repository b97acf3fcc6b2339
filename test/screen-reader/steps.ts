/**
 * What a person with a screen reader does, and what has to be heard then. The words of the widgets are matched, not Orca's
 * names of roles, except where the role is what matters. Each page begins with `page`; the steps after it go on from there.
 */
import type { Site } from './site.ts';

export interface Step {
  title: string;
  /** Opens this page first (site.ts). */
  page?: string;
  before?: (site: Site) => void;
  /** A key that is pressed until this is heard. */
  to?: { key: string; place: RegExp };
  /** Pressed one after the other; what is said after the last one counts. */
  keys?: readonly string[];
  /** Listens until this is so. */
  until?: (site: Site) => boolean;
  hears?: readonly RegExp[];
  /** Heard exactly once. */
  once?: readonly RegExp[];
  never?: readonly RegExp[];
  /** Something of it is said in this language. */
  language?: string;
}

/** An empty stop before the content. */
const EMPTY_STATUS = /statusbar|status bar/i;

const article: Step[] = [
  { title: 'the news have a heading, in Vietnamese', page: 'news', to: { key: 'h', place: /Tin tức/ }, language: 'vi' },
  {
    title: 'nothing stands between it and the first item',
    keys: ['Down'],
    hears: [/opens dialog/],
    never: [EMPTY_STATUS],
  },
  { title: 'Enter on a title reads the article’s title', keys: ['Return'], once: [/heading level 3/] },
  {
    title: 'larger text is confirmed',
    to: { key: 'Tab', place: /Tăng cỡ chữ/ },
  },
  { title: 'the new size is said', keys: ['Return'], once: [/Cỡ chữ 120/] },
  { title: 'the button for the link is reached', to: { key: 'Tab', place: /Sao chép liên kết/ } },
  { title: 'the copy is confirmed', keys: ['Return'], once: [/Đã sao chép liên kết/] },
  { title: 'and again at a second press', keys: ['Return'], once: [/Đã sao chép liên kết/] },
  { title: 'Escape closes the dialog and is back at the title', keys: ['Escape'], hears: [/link heading level 3/] },
];

const failure: Step[] = [
  {
    title: 'a first load that fails leaves a button',
    page: 'news',
    before: (site) => site.fail(/^GET \/news/, { status: 404 }),
    to: { key: 'Tab', place: /Thử lại/ },
  },
  {
    title: 'a retry says that it loads, and that it has loaded',
    before: (site) => site.fail(/^GET \/news/, { delay: 3000 }),
    keys: ['Return'],
    once: [/Đang tải/, /Cập nhật:/],
  },
];

const refresh: Step[] = [
  { title: 'news that refresh are reached', page: 'refreshed', to: { key: 'h', place: /Tin tức/ } },
  {
    title: 'a refresh that fails is said once, and as a failure',
    before: (site) => site.fail(/^GET \/news/, { status: 503 }),
    until: (site) => site.failed >= 3,
    once: [/Không cập nhật được/],
  },
];

const weather: Step[] = [
  { title: 'the weather has a heading', page: 'weather', to: { key: 'h', place: /Thời tiết heading level 2/ } },
  { title: 'nothing stands between it and the tabs', keys: ['Down'], hears: [/Hà Nội/], never: [EMPTY_STATUS] },
  { title: 'the sentence looks ahead', to: { key: 'Down', place: /(mưa|Mưa|dông|cao nhất).*/ } },
  { title: 'the tabs are reached from the top', keys: ['ctrl+Home'] },
  { title: 'a tab says its place', to: { key: 'Tab', place: /Hà Nội page tab/ } },
  { title: 'arrows change the place', keys: ['Right'], hears: [/Đà Nẵng page tab/] },
  { title: 'the panel says which place it is about', keys: ['Tab'], hears: [/Đà Nẵng/] },
  {
    title: 'the chart says its hour, with units in words',
    to: { key: 'Tab', place: /slider/ },
    hears: [/độ C/, /mét trên giây/],
    never: [/mét\/giây/],
  },
  { title: 'arrows read the next hour', keys: ['Right'], hears: [/\d\d:00: .*độ C/] },
  { title: 'the table of hours is reached', to: { key: 'Tab', place: /Bảng thời tiết theo giờ/ } },
  { title: 'and opens', keys: ['space'], hears: [/expanded/] },
  { title: 'the table is reached', keys: ['Tab'], hears: [/Bảng thời tiết theo giờ/] },
  { title: 'its cells have their headers', to: { key: 'Down', place: /Nhiệt độ column header/ } },
];

const vote: Step[] = [
  {
    title: 'the question comes with the first answer',
    page: 'poll',
    to: { key: 'Tab', place: /radio button/ },
    hears: [/Đánh giá/],
  },
  { title: 'the button follows', keys: ['Tab'], hears: [/Bình chọn push button/] },
  { title: 'a vote without an answer names the fault', keys: ['Return'], once: [/Vui lòng chọn một phương án/] },
  { title: 'an answer is chosen', keys: ['space'], never: [/Cảm ơn/, /Đang gửi/] },
  { title: 'back at the button', to: { key: 'Tab', place: /Bình chọn push button/ } },
  {
    title: 'while the server fails, the vote is said to be kept, once in three tries',
    before: (site) => site.fail(/^POST \/polls/, { status: 503 }),
    keys: ['Return'],
    until: (site) => site.failed >= 3,
    once: [/nhưng chưa được tính/],
  },
  {
    title: 'when it is counted, thanks and results are said once',
    before: (site) => site.heal(),
    until: () => true,
    once: [/Cảm ơn bạn/, /Rất hài lòng \d+%/],
  },
  { title: 'a poll that was voted in is silent at the next visit', page: 'poll', never: [/Bạn đã tham gia/, /Cảm ơn/] },
  { title: 'but says so to who reads on', keys: ['ctrl+Home'] },
  { title: 'down there', to: { key: 'Down', place: /Bạn đã tham gia/ } },
];

const survey: Step[] = [
  { title: 'the survey has a heading', page: 'survey', to: { key: 'h', place: /Phiếu khảo sát nơi chờ heading/ } },
  {
    title: 'nothing stands between it and its first words',
    keys: ['Down'],
    hears: [/đủ chỗ ngồi/],
    never: [EMPTY_STATUS],
  },
  { title: 'the first answer is reached', to: { key: 'Tab', place: /Đủ chỗ.*radio button/ } },
  { title: 'the button is reached', to: { key: 'Tab', place: /Gửi câu trả lời push button/ } },
  { title: 'a survey without answers names the fault', keys: ['Return'], once: [/Có 1 câu trả lời cần xem lại/] },
  { title: 'a link leads to the question', to: { key: 'Tab', place: /đủ chỗ ngồi.* link/ } },
  { title: 'which says what is missing', keys: ['Return'], once: [/Vui lòng trả lời câu hỏi này/] },
  { title: 'an answer is chosen', keys: ['space'], hears: [/selected/], never: [/Xin cảm ơn/, /Đang gửi/] },
  { title: 'a field for words has its name', to: { key: 'Tab', place: /Góp ý khác entry/ } },
  { title: 'back at the button', to: { key: 'Tab', place: /Gửi câu trả lời push button/ } },
  {
    title: 'while the server fails, the answers are said to be kept, once in three tries',
    before: (site) => site.fail(/^POST \/surveys/, { status: 503 }),
    keys: ['Return'],
    until: (site) => site.failed >= 3,
    once: [/Câu trả lời của bạn đã được lưu/],
  },
  {
    title: 'when they are counted, thanks are said once',
    before: (site) => site.heal(),
    until: () => true,
    once: [/Cảm ơn bạn/],
  },
  {
    title: 'a survey that was answered is silent at the next visit',
    page: 'survey',
    never: [/Bạn đã trả lời/, /Cảm ơn bạn/],
  },
];

const FLOOD = { headline: 'Nước sông lên trên báo động 2', severity: 'severe' };
const WATER = { headline: 'Cắt nước ở phường đến 17 giờ', severity: 'moderate' };
const TYPHOON = { headline: 'Bão số 7 vào bờ đêm nay', severity: 'extreme' };

const alerts: Step[] = [
  {
    title: 'warnings have a heading',
    page: 'alerts',
    before: (site) => site.warn(FLOOD),
    to: { key: 'h', place: /Cảnh báo heading level 2/ },
    never: [/Nước sông/],
  },
  {
    title: 'nothing stands between it and the first warning',
    keys: ['Down'],
    hears: [/Rất nguy hiểm: .*Nước sông/],
    never: [EMPTY_STATUS],
  },
  {
    title: 'one that comes is said once in four refreshes, while others stay unsaid',
    before: (site) => site.warn(FLOOD, WATER),
    until: (site) => site.asked >= 4,
    once: [/Cảnh báo: Cắt nước/],
    never: [/Nước sông/],
  },
  {
    title: 'so is an extreme one',
    before: (site) => site.warn(FLOOD, WATER, TYPHOON),
    until: (site) => site.asked >= 4,
    once: [/Đặc biệt nguy hiểm: ?Bão số 7/],
    never: [/Nước sông/, /Cắt nước/],
  },
  {
    title: 'one that is over is not said',
    before: (site) => site.warn(TYPHOON),
    until: (site) => site.asked >= 4,
    never: [/Nước sông/, /Cắt nước/, /Bão số 7/],
  },
];

export const STEPS: readonly Step[] = [...article, ...failure, ...refresh, ...weather, ...vote, ...survey, ...alerts];
