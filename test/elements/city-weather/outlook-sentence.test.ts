import { expect } from '@open-wc/testing';
import { outlookSentence, texts as outlook } from '../../../src/elements/city-weather/outlook-sentence.ts';
import { WeatherFormatter } from '../../../src/elements/city-weather/formatter.ts';
import { fill } from '../../../src/i18n/format.ts';
import { shared as sharedEn } from '../../../src/i18n/en/shared.ts';
import { shared as sharedVi } from '../../../src/i18n/vi/shared.ts';
import { language as spanish } from '../../../src/i18n/es.ts';
import { language as portuguese } from '../../../src/i18n/pt.ts';
import type { Texts } from '../../../src/i18n/texts.ts';
import type { WeatherMoment, WeatherReport } from '../../../src/weather/model.ts';

/** 08:20 in Hà Nội. */
const NOW = new Date('2026-11-24T01:20:00Z');
const place = { name: 'Hà Nội', latitude: 21, longitude: 105.8, timeZone: 'Asia/Ho_Chi_Minh' };
const at = (hour: number) => new Date(Date.parse('2026-11-23T17:00:00Z') + hour * 3_600_000);

/** Each letter an hour from 08:00 on: rain, storm, snow, wind, nothing of it. */
function hoursOf(letters: string, temperature = 20): WeatherMoment[] {
  return Array.from({ length: letters.length }, (_, index) => ({
    time: at(8 + index),
    temperature: temperature + (index === 6 ? 11 : 0),
    windSpeed: letters[index] === 'w' ? 15 : 3,
    ...({
      r: { rain: 2, rainChance: 90, condition: 61 },
      t: { rain: 2, rainChance: 90, condition: 95 },
      s: { rain: 2, rainChance: 90, condition: 73 },
    }[letters[index]!] ?? { rain: 0, rainChance: 0, condition: 1 }),
  })) as WeatherMoment[];
}

const dictionaries: Readonly<Record<string, Texts>> = {
  vi: { ...outlook.vi, ...sharedVi },
  'en-GB': { ...outlook.en, ...sharedEn },
  es: { ...spanish['weather-outlook'], ...spanish.shared },
  pt: { ...portuguese['weather-outlook'], ...portuguese.shared },
};

function sentence(hours: WeatherMoment[], locale = 'vi', now = NOW): string | undefined {
  const read = { locale, get: (key: string, values = {}) => fill(dictionaries[locale]![key]!, values, locale) };
  const report = { place, hours, days: [], warnings: [] } as unknown as WeatherReport;
  // Intl joins some of its numbers and units with spaces that don't break.
  return outlookSentence(report, new WeatherFormatter(read, 'metric', undefined), now)?.replaceAll(/\s/g, ' ');
}

/** `17 giờ` as this browser writes it: WebKit's `Intl` has no word for the hour, and the clock's form stands in. */
function inThisBrowser(vietnamese: string): string {
  const hasWord = /\D/.test(new Intl.DateTimeFormat('vi', { hour: 'numeric' }).format(NOW));
  return hasWord
    ? vietnamese
    : vietnamese.replaceAll(/(?<=khoảng |đến )(\d+) giờ/g, (_, hour: string) => `${hour.padStart(2, '0')}:00`);
}

const DRY = '..............................';
const after = (letters: string) => (letters + DRY).slice(0, 30);

describe('the sentence that looks ahead', () => {
  for (const [letters, vi, en] of [
    [after(''), 'Không mưa trong 24 giờ tới.', 'No rain expected in the next 24 hours.'],
    [DRY.slice(0, 10), 'Không mưa đến khoảng 18 giờ.', 'No rain expected until 18:00.'],
    [after('......rrr'), 'Mưa từ khoảng 14 giờ đến 17 giờ.', 'Rain expected from 14:00 to 17:00.'],
    [after('rrr'), 'Mưa đến khoảng 11 giờ.', 'Rain until 11:00.'],
    [after('..rr....rr'), 'Mưa từ khoảng 10 giờ.', 'Rain expected from 10:00.'],
    [after('..tt'), 'Có dông từ khoảng 10 giờ đến 12 giờ.', 'Thunderstorms expected from 10:00 to 12:00.'],
    [after('..ss'), 'Tuyết rơi từ khoảng 10 giờ đến 12 giờ.', 'Snow expected from 10:00 to 12:00.'],
  ] as const) {
    it(vi, () => {
      expect(sentence(hoursOf(letters))).to.equal(inThisBrowser(`${vi} Hôm nay cao nhất 31°C.`));
      expect(sentence(hoursOf(letters), 'en-GB')).to.equal(`${en} Highest temperature today: 31°C.`);
    });
  }

  it('says the rain and the storm in it apart where they don’t go together', () => {
    expect(sentence(hoursOf(after('.rrtr')))).to.contain(
      inThisBrowser('Mưa từ khoảng 09 giờ đến 13 giờ. Có dông từ khoảng 11 giờ đến 12 giờ.'),
    );
  });

  it('names tomorrow’s hours so', () => {
    const hours = hoursOf(`${'.'.repeat(16)}rr${'.'.repeat(12)}`);
    expect(sentence(hours)).to.contain(inThisBrowser('Mưa từ khoảng 00 giờ ngày mai đến 02 giờ ngày mai.'));
  });

  for (const [letters, words] of [
    ['.....ww', 'Buổi chiều có gió mạnh.'],
    ['.ww', 'Buổi sáng có gió mạnh.'],
    ['...........ww', 'Buổi tối có gió mạnh.'],
    ['...............www', 'Ban đêm có gió mạnh.'],
    ['ww', 'Gió mạnh đến khoảng 10 giờ.'],
    ['..wwwwww', 'Gió mạnh từ khoảng 10 giờ đến 16 giờ.'],
  ] as const) {
    it(words, () => expect(sentence(hoursOf(after(letters)))).to.contain(` ${inThisBrowser(words)}`));
  }

  it('says the warmth of tomorrow, once today’s is over', () => {
    const evening = new Date('2026-11-24T11:20:00Z');
    const hours = hoursOf('.'.repeat(40)).map((moment) => ({ ...moment, temperature: 22 }));
    expect(sentence(hours, 'en-GB', evening)).to.contain('Highest temperature tomorrow: 22°C.');
  });

  it('is not there without hours', () => expect(sentence([])).to.equal(undefined));

  it('is right at one o’clock in Spanish and Portuguese', () => {
    const night = new Date('2026-11-23T17:20:00Z');
    const hours = [0, 1, 2, 3, 4, 5, 6, 7].map((hour) => ({ ...hoursOf(hour === 1 ? 'r' : '.')[0]!, time: at(hour) }));
    expect(sentence(hours, 'es', night)).to.match(/^Lluvia de 1:00 h a 2:00 h\./);
    expect(sentence(hours, 'pt', night)).to.match(/^Chuva prevista entre 01:00 e 02:00\./);
  });
});
