/** What tests draw on a server: every layout and every `open` of every widget of the manifest, with data that fits. */
import { readFileSync } from 'node:fs';
import type { WidgetTag } from '../../src/server.ts';
import type { Manifest } from '../../scripts/manifest.ts';

export interface Variant {
  tag: WidgetTag;
  attributes: Readonly<Record<string, string | number | boolean>>;
}

const now = Date.now();
const after = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

/** A widget that is added to `civic-widgets/server` needs its own here. */
export const DATA: Readonly<Record<WidgetTag, object>> = {
  'district-news': {
    items: [
      {
        ...{ id: '1', title: 'Hỏi & đáp', url: 'https://phuong.example/1', published: after(-50) },
        html: '<p>Phường trả lời <b>mười</b> câu hỏi.</p><ul><li>Hộ tịch</li><li>Đất đai</li></ul>',
      },
      { id: '2', title: 'Tạm ngừng cấp nước', summary: 'Từ 8 giờ đến 11 giờ', published: after(-99) },
    ],
  },
  'city-weather': {
    reports: ['Hà Nội', 'Huế'].map((name) => ({
      place: { name, latitude: 21, longitude: 105.8, timeZone: 'Asia/Ho_Chi_Minh' },
      current: { time: after(0), temperature: 31, feelsLike: 35, humidity: 70, condition: 3 },
      hours: Array.from({ length: 30 }, (_, i) => ({ time: after(i), temperature: 25 + (i % 9), condition: 3 })),
      days: Array.from({ length: 5 }, (_, i) => ({
        ...{ date: after(24 * i + 7).slice(0, 10), low: 22, high: 31 + i, condition: 3 },
      })),
    })),
  },
  'citizen-poll': {
    ...{ id: 'p', question: 'Hài lòng không?' },
    options: ['Có', 'Không'].map((title, i) => ({ id: String(i), title })),
  },
  'citizen-survey': readJson('../../samples/survey-counter.vi.json'),
  'public-alerts': {
    alerts: [{ id: 'a', headline: 'Cảnh báo mưa lớn', severity: 'severe', urgency: 'expected', expires: after(9) }],
  },
};

const { modules } = readJson('../../custom-elements.json') as Manifest;

function readJson(path: string): object {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as object;
}

/** The words that an attribute takes. */
function words(tag: string, attribute: string): string[] {
  const declarations = modules.flatMap(({ declarations }) => declarations);
  const found = declarations.find(({ tagName }) => tagName === tag)?.attributes?.find(({ name }) => name === attribute);
  return [...(found?.type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
}

/** Each layout with each `open`; where an element has neither, the element. */
export function variants(tag: WidgetTag): Variant[] {
  const common = { lang: 'vi', 'time-zone': 'Asia/Ho_Chi_Minh', src: '/of-the-page' };
  const either = (name: string): Record<string, string>[] => {
    const all = words(tag, name);
    return all.length > 0 ? all.map((word) => ({ [name]: word })) : [{}];
  };
  return either('layout').flatMap((layout) =>
    either('open').map((open) => ({ tag, attributes: { ...common, ...layout, ...open } })),
  );
}

/** The manifest's elements that have data of their own. */
export const TAGS = modules
  .flatMap(({ declarations }) => declarations)
  .flatMap(({ tagName, attributes = [] }) =>
    tagName !== undefined && attributes.some(({ name }) => name === 'src') ? [tagName as WidgetTag] : [],
  );
