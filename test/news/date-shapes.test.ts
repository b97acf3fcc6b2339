import { expect } from '@open-wc/testing';
import { parseDate } from '../../src/news/date-shapes.ts';

const HANOI = { timeZone: 'Asia/Ho_Chi_Minh' };
const iso = (text: unknown, options = {}): string | undefined => parseDate(text, options)?.toISOString();

describe('a date in a feed', () => {
  const same = [
    'Tue, 13 Jul 2021 14:21:00 +0700',
    'Tue,13 July 2021 14:21:00 +07',
    'Tue, 13 Jul 21 07:21:00 GMT',
    '13 Jul 2021 14:21 ICT',
    '\n Tue, 13 (nested (comment)) Jul 2021\n 14:21:00 +0700 (ICT)',
    'Tue Jul 13 14:21:00 +0700 2021',
    'Tue Jul 13 2021 14:21:00 GMT+0700 (Indochina Time)',
    'Tue, 13 Jul 2021 03:21:00 EDT',
    'Tue, 13 Jul 2021 00:21:00 America/Los_Angeles',
    '2021-07-13T14:21:00+07:00',
    '2021-07-13 14:21:00 +0700',
    '2021-07-13T07:21Z',
    '20210713T072100Z',
    '2021/07/13 14:21:00 GMT+7',
    '1626160860',
    1626160860,
    1626160860000,
    '/Date(1626160860000)/',
    new Date(1626160860000),
    // Without a zone: read in the site's.
    '13/07/2021 | 14:21',
    '14:21 13/07/2021',
    'Thứ Ba, 13/07/2021 - 14:21',
    'Thứ 3, 13/07/2021 lúc 14:21 (GMT+7)',
    '7/13/2021 2:21:00 PM',
    '13/7/2021 2:21:00 CH',
    '13 tháng 7, 2021 14:21',
    '2021-07-13 14:21:00.0',
    '2021-07-13T14:21:00',
    'July 13, 2021 2:21 PM',
    '13.07.2021 14:21',
  ];
  for (const text of same) {
    it(`can be ${JSON.stringify(text)}`, () => expect(iso(text, HANOI)).to.equal('2021-07-13T07:21:00.000Z'));
  }

  it('has parts that are said in other ways', () => {
    for (const [text, read] of [
      [100_000_000, '1973-03-03T09:46:40.000Z'],
      [99_999_999_999, '5138-11-16T09:46:39.000Z'],
      [100_000_000_000, '1973-03-03T09:46:40.000Z'],
      [99_999_999_999_999, '5138-11-16T09:46:39.999Z'],
      ['/Date(-86400000)/', '1969-12-31T00:00:00.000Z'],
      [' /Date(1626160860000+0700)/\n', '2021-07-13T07:21:00.000Z'],
      ['20210713142100', '2021-07-13T07:21:00.000Z'],
      ['2003-12-31Z', '2003-12-31T00:00:00.000Z'],
      ['13 Jul 2021 14:21 (UTC +7)', '2021-07-13T07:21:00.000Z'],
      ['13 Jul 2021(x)14:21(GMT+9)', '2021-07-13T05:21:00.000Z'],
      ['13 Jul 2021 14:21 (written at GMT+9)', '2021-07-13T07:21:00.000Z'],
      ['14:21, 13 Jul 2021', '2021-07-13T07:21:00.000Z'],
      ['14:21 Jul 13, 2021', '2021-07-13T07:21:00.000Z'],
      ['14:21 JULY 13, 2021', '2021-07-13T07:21:00.000Z'],
      ['July 13, 2021 12:05 AM', '2021-07-12T17:05:00.000Z'],
      ['July 13, 2021 12:05 p.m.', '2021-07-13T05:05:00.000Z'],
      ['July 13, 2021 11:05 am', '2021-07-13T04:05:00.000Z'],
      ['13/7/2021 2:21:00 SA', '2021-07-12T19:21:00.000Z'],
      ['13/7/2021 12:05 sa', '2021-07-12T17:05:00.000Z'],
      ['13/7/2021 12:05 CH', '2021-07-13T05:05:00.000Z'],
      ['2021-07-13 14:21:59.25', '2021-07-13T07:21:59.250Z'],
      ['2021-07-13 14:59:00,5', '2021-07-13T07:59:00.500Z'],
      ['2021-07-13 14:21:60', '2021-07-13T07:22:00.000Z'],
      ['2021-07-13 24:00', '2021-07-13T17:00:00.000Z'],
      ['2021-07-13 23:00', '2021-07-13T16:00:00.000Z'],
      ['2021-07-13T14:21:00+14:00', '2021-07-13T00:21:00.000Z'],
      ['2021-07-13T14:21:00+05:30', '2021-07-13T08:51:00.000Z'],
      ['2021-07-13T14:21:00-0330', '2021-07-13T17:51:00.000Z'],
      ['2021-07-13T14:21:00+00:59', '2021-07-13T13:22:00.000Z'],
      ['13 Jul 2021 14:21 UTC-3', '2021-07-13T17:21:00.000Z'],
      ['Chủ nhật, 25/07/2021 14:21', '2021-07-25T07:21:00.000Z'],
      ['Chủ nhật 25/07/2021 14:21', '2021-07-25T07:21:00.000Z'],
      ['Thứ Ba ngày 13/07/2021 - 14:21', '2021-07-13T07:21:00.000Z'],
      ['thứ 3 13/07/2021 14:21', '2021-07-13T07:21:00.000Z'],
      ['- 13/07/2021 lúc 14:21', '2021-07-13T07:21:00.000Z'],
      ['14:21  |  13/07/2021', '2021-07-13T07:21:00.000Z'],
      ['Tues. 13 Jul 2021 at 14:21', '2021-07-13T07:21:00.000Z'],
      ['13/07/21 14:21', '2021-07-13T07:21:00.000Z'],
      ['13-07-2021 14:21', '2021-07-13T07:21:00.000Z'],
      ['07/07/2021 14:21', '2021-07-07T07:21:00.000Z'],
      ['02.10.2026 14:21', '2026-10-02T07:21:00.000Z'],
      ['12/13/2021 14:21', '2021-12-13T07:21:00.000Z'],
      ['13 Jul 49 14:21', '2049-07-13T07:21:00.000Z'],
      ['1 Jan 2021 00:00 GMT', '2021-01-01T00:00:00.000Z'],
      ['31 Dec 2021 00:00 GMT', '2021-12-31T00:00:00.000Z'],
      ['29 Feb 2000 00:00 GMT', '2000-02-29T00:00:00.000Z'],
      [`2021-07-13T14:21${' '.repeat(184)}`, '2021-07-13T07:21:00.000Z'],
    ] as const) {
      expect(iso(text, HANOI), JSON.stringify(text)).to.equal(read);
    }
    expect(iso('13 Jul 50 14:21 GMT')).to.equal('1950-07-13T14:21:00.000Z');
  });

  it('is read in the device’s own zone where no other is known', () => {
    expect(iso('2021-07-13T14:21:30.25')).to.equal(new Date(2021, 6, 13, 14, 21, 30, 250).toISOString());
    expect(iso('2021-12-31')).to.equal(new Date(2021, 11, 31).toISOString());
    expect(iso('2021-07-13T14:21', { timeZone: 'Nowhere/City' })).to.equal(undefined);
  });

  it('has the month first where .NET wrote it, and the day first in Vietnamese', () => {
    expect(iso('10/2/2026 9:25:00 AM', HANOI)).to.equal('2026-10-02T02:25:00.000Z');
    expect(iso('10/2/2026 9:25:00 SA', HANOI)).to.equal('2026-02-10T02:25:00.000Z');
    for (const language of ['vi', 'vi-VN', 'VI'])
      expect(iso('02/10/2026 09:25', { ...HANOI, language })).to.equal('2026-10-02T02:25:00.000Z');
    for (const language of ['en', 'x-vi']) expect(iso('02/10/2026', { ...HANOI, language })).to.equal(undefined);
  });

  it('without a time is the day’s start where the site is', () => {
    expect(iso('2021-07-13', HANOI)).to.equal('2021-07-12T17:00:00.000Z');
    expect(iso('2021-07', { timeZone: 'UTC' })).to.equal('2021-07-01T00:00:00.000Z');
  });

  it('knows summer time', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(iso('2021-07-13T14:00:00', berlin)).to.equal('2021-07-13T12:00:00.000Z');
    expect(iso('2021-12-13T14:00:00', berlin)).to.equal('2021-12-13T13:00:00.000Z');
  });

  it('is undefined when nobody can say what it means', () => {
    const unclear = [
      '',
      'yesterday',
      '2 giờ trước',
      '02/10/2026 09:25',
      '31 Jun 2021',
      '29 Feb 2021',
      '2021-13-01',
      '0000-00-00 00:00:00',
      'Tue, 13 Jul 2021 25:00:00 GMT',
      'Tue, 13 Jul 2021 14:61:00 GMT',
      'Tue, 13 Jul 2021 14:21:00 XYZ',
      '13 Jul 2021 14:21 IST',
      'Κυρ, 11 Ιούλ 2004 12:00:00 EST',
      '2004-05-25 오후 11:23:17',
      20210713,
      '-0312',
      '031231',
      '03-12-31',
      '13-07-21',
      '12/10/2026 09:25',
      '10/12/2026 09:25',
      99_999_999,
      1e14,
      'x1626160860',
      '1626160860x',
      '16261608601',
      'x20210713142100',
      `2021-07-13T14:21${' '.repeat(185)}`,
      '2021-07-00',
      '2021-00-13',
      '0999-01-01',
      '29 Feb 1900',
      '2021-07-13 24:01',
      '2021-07-13 24:00:01',
      '2021-07-13 25:00',
      '2021-07-13 14:21:61',
      '2021-07-13T14:21:00+15:00',
      '2021-07-13T14:21:00+07:60',
      '2021-07-13 14:21 x',
      '2021-W28-2',
      'mar. 13 juil. 2021',
      null,
      undefined,
      {},
      NaN,
      Infinity,
      new Date(NaN),
      '9'.repeat(500),
      'Tue, 13 Jul 2021 14:21:00 Nowhere/City',
    ];
    for (const text of unclear) expect(iso(text, { timeZone: 'UTC' }), JSON.stringify(text)).to.equal(undefined);
    expect(iso('20210713', { timeZone: 'UTC' })).to.equal('2021-07-13T00:00:00.000Z');
  });

  it('may have the month first: every month by its name or abbreviation, with and without a time', () => {
    const months = 'January February March April May June July August September October November December'.split(' ');
    months.forEach((month, index) => {
      for (const name of [month, month.slice(0, 3), `${month.slice(0, 3)}.`, month.toUpperCase()]) {
        const day = new Date(Date.UTC(2024, index, 7, 3)).toISOString();
        expect(iso(`${name} 7, 2024 10:00 AM`, HANOI), name).to.equal(day);
        expect(iso(`${name} 07, 2024 at 10:00:00 AM`, HANOI), name).to.equal(day);
        expect(iso(`Tue, ${name} 7, 2024 10:00`, HANOI), name).to.equal(day);
        expect(iso(`Tuesday ${name} 7 2024 10:00`, HANOI), name).to.equal(day);
        expect(iso(`${name} 7, 2024 10:00\u202fAM`, HANOI), name).to.equal(day);
        expect(iso(`${name} 17, 2024`, { timeZone: 'UTC' }), name).to.equal(
          new Date(Date.UTC(2024, index, 17)).toISOString(),
        );
      }
    });
    expect(iso('Sept 1, 2026 2:08pm', { timeZone: 'UTC' })).to.equal('2026-09-01T14:08:00.000Z');
  });

  it('is none where words stand before a year, or where a word only begins like a month', () => {
    for (const text of [
      ...['Tháng 5, 2024', 'Spring, 2024', 'Quý II, 2024', 'Số 5, 2024', 'Tháng 5 2024', 'Issue 7 - 2024', 'May, 2024'],
      ...['ke, 27 marras 2013 11:34:37 +0000', '3 sepia 2024', '3 decade 2024', 'Mayday 3, 2024', '3 Junior 2024'],
      ...['2024 10:00', '2024-05 10:00', '2024/05', '2024.05'],
    ])
      expect(iso(text, { timeZone: 'UTC', language: 'vi' }), text).to.equal(undefined);
    expect(iso('2024', { timeZone: 'UTC' })).to.equal('2024-01-01T00:00:00.000Z');
    expect(iso('2024-05', { timeZone: 'UTC' })).to.equal('2024-05-01T00:00:00.000Z');
  });

  it('is none where a program wrote its zero', () => {
    for (const text of [
      ...['Mon, 01 Jan 0001 00:00:00 +0000', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00', '1/1/0001 12:00:00 AM'],
      ...['Wed, 30 Nov -0001 00:00:00 +0000', '-0001-11-30T00:00:00+00:00', '0000-00-00 00:00:00'],
      ...['Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01 Jan 1970 07:00:00 +0700', '1970-01-01 00:00:00'],
      ...['1900-01-01T00:00:00', '01/01/1900 00:00:00', '/Date(-62135596800000)/', '9999-12-31T23:59:59Z'],
      ...['Sun, 31 Dec 1899 12:00:00 GMT', '0999-07-13T00:00:00Z'],
    ])
      expect(iso(text, HANOI), text).to.equal(undefined);
    expect(iso('13 Jul 1901 00:00 GMT')).to.equal('1901-07-13T00:00:00.000Z');
  });

  it('in digits has the month first only where language or program say so', () => {
    const at = (text: string, language?: string): string | undefined => iso(text, { ...HANOI, language });
    for (const language of ['en-au', 'en-GB', 'en', 'fr', 'de-DE'])
      for (const text of ['5/09/2024 10:00:00 AM', '5/9/2024 10:00 PM', '05/09/2024'])
        expect(at(text, language), `${language} ${text}`).to.equal(undefined);
    expect(at('5/09/2024 10:00:00 AM')).to.equal(undefined);
    expect(at('5/9/2024 10:00 AM', 'en-US')).to.equal('2024-05-09T03:00:00.000Z');
    expect(at('05/09/2024 10:00', 'en-us')).to.equal('2024-05-09T03:00:00.000Z');
    // .NET's default, which has no leading zeros.
    expect(at('5/9/2024 10:00:00 AM', 'vi')).to.equal('2024-05-09T03:00:00.000Z');
    expect(at('05/09/2024 10:00:00 AM', 'vi')).to.equal(undefined);
    expect(at('05/09/2024 10:00', 'vi')).to.equal('2024-09-05T03:00:00.000Z');
    expect(at('25/09/2024 10:00 AM', 'en-AU')).to.equal('2024-09-25T03:00:00.000Z');
    expect(iso('5/9/2024 10:00:00 AM', { timeZone: 'Europe/London' })).to.equal(undefined);
  });
});
