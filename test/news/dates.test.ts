import { expect } from '@open-wc/testing';
import { parseDate } from '../../src/news/dates.ts';

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

  it('has the month first where .NET wrote it, and the day first in Vietnamese', () => {
    expect(iso('10/2/2026 9:25:00 AM', HANOI)).to.equal('2026-10-02T02:25:00.000Z');
    expect(iso('02/10/2026 09:25', { ...HANOI, language: 'vi' })).to.equal('2026-10-02T02:25:00.000Z');
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
});
