import { expect } from '@open-wc/testing';
import { shared as en } from '../../src/i18n/en/shared.ts';
import { dateFormat } from '../../src/i18n/format.ts';
import { languageFor } from '../../src/i18n/languages.ts';
import { dayAndTime, dayStyle, fullHour, type MomentTexts, timeOfDay } from '../../src/i18n/moments.ts';
import type { Texts } from '../../src/i18n/texts.ts';
import { shared as vi } from '../../src/i18n/vi/shared.ts';

const MOMENT = new Date('2025-12-02T10:00:00Z');
const format =
  (locale: string) =>
  (options: Intl.DateTimeFormatOptions): string =>
    dateFormat(locale, { ...options, timeZone: 'Asia/Ho_Chi_Minh' }).format(MOMENT);

async function textsIn(locale: string): Promise<MomentTexts> {
  const own: Readonly<Record<string, Texts>> = { 'en-GB': en, vi };
  const texts: Texts = own[locale] ?? (await languageFor(locale))!.shared;
  return {
    locale,
    get: (key, values = {}) => (texts[key] as string).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])),
  };
}

describe('a moment', () => {
  for (const [locale, moment, clock, hour] of [
    ['vi', '17:00 ngày 02/12/2025', '17:00', '17 giờ'],
    ['en-GB', '2 December 2025 at 17:00', '17:00', '17:00'],
    ['de', '2. Dezember 2025 um 17:00 Uhr', '17:00 Uhr', '17 Uhr'],
    ['fr', '2 décembre 2025 à 17:00', '17:00', '17 h'],
    ['it', '2 dicembre 2025 alle ore 17:00', 'ore 17:00', 'ore 17:00'],
    ['nl', '2 december 2025 om 17:00 uur', '17:00 uur', '17:00 uur'],
    ['pl', '2 grudnia 2025, godz. 17:00', 'godz. 17:00', 'godz. 17:00'],
    ['th', 'วันที่ 2 ธันวาคม 2568 เวลา 17:00 น.', '17:00 น.', '17:00 น.'],
    ['ja', '2025年12月2日 17:00', '17:00', '17時'],
  ] as const) {
    it(`is written in ${locale} as its offices write it`, async () => {
      const texts = await textsIn(locale);
      const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
      expect(plain(dayAndTime(texts, format(locale)))).to.equal(moment);
      expect(plain(timeOfDay(texts, format(locale)))).to.equal(clock);
      // WebKit has no word for the hour in some languages.
      const isBare = /^\d+$/.test(format(locale)({ hour: 'numeric' }));
      expect(plain(fullHour(texts, format(locale)))).to.equal(isBare ? clock : hour);
    });
  }

  it('has a year of four digits in Vietnamese, also in its short form', async () => {
    const texts = await textsIn('vi');
    expect(dayAndTime(texts, format('vi'), 'short')).to.equal('17:00 ngày 02/12/2025');
    expect(format('vi')(dayStyle(texts, 'short'))).to.equal('02/12/2025');
    expect(dayStyle(await textsIn('de'), 'short')).to.deep.equal({ dateStyle: 'short' });
  });
});
