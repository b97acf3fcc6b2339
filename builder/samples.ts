/** Sample data of the preview, with current dates, in the wire formats that endpoints use. */
import { airQualityAnswer, openMeteoAnswer } from '../test/fixtures/weather/open-meteo.ts';
import surveyEn from '../samples/survey-counter.en.json' with { type: 'json' };
import surveyVi from '../samples/survey-counter.vi.json' with { type: 'json' };
import hall from '../samples/hall.svg?no-inline';
import river from '../samples/river.svg?no-inline';
import type { Tag } from './controls.ts';
import type { UiLanguage } from './i18n/texts.ts';

/** URLs of the samples. Nothing is requested there: `sampleFetch` answers. */
export const SAMPLE_SOURCES: Readonly<Partial<Record<Tag, string>>> = {
  'district-news': 'https://phuong.example/news',
  'city-weather': 'https://phuong.example/weather',
  'citizen-poll': 'https://phuong.example/polls/mot-cua',
  'citizen-survey': 'https://phuong.example/surveys/mot-cua',
  'public-alerts': 'https://phuong.example/alerts',
};

/** A `fetch` that answers with samples, without a network. */
export function sampleFetch(language: UiLanguage): typeof globalThis.fetch {
  return async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const { pathname } = new URL(url);
    const answer = (): object => {
      if (pathname === '/news') return news(language);
      if (pathname === '/alerts') return alerts(language);
      if (pathname.startsWith('/polls/')) return poll(language);
      if (pathname.startsWith('/surveys/')) return language === 'vi' ? surveyVi : surveyEn;
      if (pathname.includes('air')) return airQualityAnswer(url, { pm25: 22, usAqi: 72 });
      return openMeteoAnswer(url);
    };
    return new Response(JSON.stringify(answer()), { headers: { 'content-type': 'application/json' } });
  };
}

type Story = readonly [hours: number, category: string, title: string, summary: string, image?: string];

const STORIES: Readonly<Record<UiLanguage, readonly Story[]>> = {
  vi: [
    [
      2,
      'Thông báo',
      'Từ tháng này, Trung tâm Phục vụ hành chính công phường làm việc cả sáng thứ Bảy',
      'Người dân bận giờ hành chính có thể nộp hồ sơ và nhận kết quả vào sáng thứ Bảy hằng tuần, từ 8 giờ đến 11 giờ 30.',
      hall,
    ],
    [
      7,
      'Thông báo',
      'Lịch cắt nước để sửa chữa đường ống ở tổ dân phố số 4, 5 và 6',
      'Nước ngừng cấp từ 22 giờ hôm nay đến 5 giờ sáng mai. Đề nghị các hộ dân dự trữ nước sinh hoạt.',
    ],
    [
      27,
      'Tin tức',
      'Ngày hội đọc sách bên sông',
      'Hơn ba trăm em nhỏ cùng phụ huynh tham gia đổi sách cũ lấy cây xanh và nghe kể chuyện về lịch sử vùng đất.',
      river,
    ],
    [
      55,
      'Tin tức',
      'Lấy ý kiến nhân dân về phương án cải tạo vườn hoa trung tâm',
      'Bản vẽ ba phương án được trưng bày tại nhà văn hoá phường đến hết ngày 30.',
      hall,
    ],
    [
      80,
      'Y tế',
      'Khám sức khoẻ miễn phí cho người cao tuổi',
      'Trạm y tế phường khám tổng quát, đo loãng xương và tư vấn dinh dưỡng cho người từ 60 tuổi trở lên.',
    ],
    [
      130,
      'Tin tức',
      'Kết quả giải quyết thủ tục hành chính quý này',
      'Tỷ lệ hồ sơ đúng và trước hạn đạt 99,2%; thời gian chờ trung bình tại quầy giảm còn 9 phút.',
    ],
  ],
  en: [
    [
      2,
      'Notice',
      'The one-stop office now opens on Saturday mornings',
      'Whoever works in office hours can hand in papers and collect results every Saturday from 8 to 11:30.',
      hall,
    ],
    [
      7,
      'Notice',
      'Water will be off tonight in neighbourhoods 4, 5 and 6',
      'Pipes are repaired from 10 pm until 5 am. Please keep some water in store.',
    ],
    [
      27,
      'News',
      'A day of reading by the river',
      'More than three hundred children swapped old books for young trees and heard stories of the place.',
      river,
    ],
    [
      55,
      'News',
      'Three plans for the central garden: what do you think?',
      'The drawings are on show at the culture house until the 30th.',
      hall,
    ],
    [
      80,
      'Health',
      'Free check-ups for the elderly',
      'The health station sees everybody over 60, with advice on food and bones.',
    ],
    [
      130,
      'News',
      'How fast papers were dealt with this quarter',
      '99.2% in time or early; the average wait at the desk is down to nine minutes.',
    ],
  ],
};

function news(language: UiLanguage): object {
  return {
    title: language === 'vi' ? 'Tin phường' : 'Ward news',
    language,
    items: STORIES[language].map(([hours, category, title, summary, image], index) => ({
      id: String(index),
      title,
      url: `https://phuong.example/${language}/${index + 1}`,
      summary,
      html: `<p>${summary}</p>`,
      published: new Date(Date.now() - hours * 3_600_000).toISOString(),
      categories: [category],
      authors: [language === 'vi' ? 'Văn phòng' : 'Town office'],
      source: language === 'vi' ? 'Tin phường' : 'Ward news',
      ...(image === undefined
        ? {}
        : { image: { url: new URL(image, document.baseURI).href, width: 600, height: 400 } }),
    })),
  };
}

function poll(language: UiLanguage): object {
  const isVietnamese = language === 'vi';
  const titles = isVietnamese
    ? ['Rất hài lòng', 'Hài lòng', 'Bình thường', 'Không hài lòng', 'Rất không hài lòng']
    : ['Very satisfied', 'Satisfied', 'So-so', 'Dissatisfied', 'Very dissatisfied'];
  const counts = [812, 1045, 233, 61, 18];
  return {
    id: 'mot-cua',
    question: isVietnamese
      ? 'Bạn đánh giá thế nào về thái độ phục vụ của công chức Trung tâm Phục vụ hành chính công phường?'
      : 'How were you received at the one-stop office?',
    options: titles.map((title, index) => ({ id: String(index), title, votes_count: counts[index] })),
    kind: 'single',
    min_choices: 1,
    max_choices: 1,
    opens_at: null,
    expires_at: new Date(Date.now() + 20 * 86_400_000).toISOString(),
    expired: false,
    results: 'after-vote',
    votes_count: 2169,
    voters_count: 2169,
    voted: false,
    own_votes: [],
  };
}

/** A warning for everybody, which is shown whatever places are chosen, and one for a part of the ward. */
function alerts(language: UiLanguage): object {
  const isVietnamese = language === 'vi';
  const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
  const sender = isVietnamese ? 'UBND phường (mẫu)' : 'Town office (sample)';
  return {
    alerts: [
      {
        ...{ id: 'flood', language, severity: 'severe', sender, sent: at(-1), expires: at(20) },
        headline: isVietnamese ? 'Nước sông lên trên báo động 2' : 'The river is above alarm level 2',
        instruction: isVietnamese
          ? 'Không qua ngầm tràn, không vớt củi trên sông.'
          : 'Do not cross flooded fords, do not collect driftwood.',
      },
      {
        ...{ id: 'water', language, severity: 'minor', sender, sent: at(-3), onset: at(6), expires: at(13) },
        headline: isVietnamese ? 'Ngừng cấp nước để sửa đường ống' : 'No water while pipes are repaired',
        areas: [{ name: isVietnamese ? 'Tổ dân phố 4, 5 và 6' : 'Neighbourhoods 4, 5 and 6' }],
      },
    ],
  };
}
