import { expect } from '@open-wc/testing';
import { firstDate, readDate, zoneOfOffset } from '../../src/news/dates.ts';

const iso = (text: unknown): string | undefined => readDate(text)?.toISOString();

describe('a date as the standards have it', () => {
  it('is read in every form of theirs', () => {
    for (const text of [
      'Tue, 13 Jul 2021 14:21:00 +0700',
      'tue, 13 jul 2021 14:21:00 +0700',
      '13 Jul 2021 07:21:00 GMT',
      'Tue, 13 Jul 2021 07:21 GMT',
      'Mon, 12 Jul 2021 17:51:00 -1330',
      '2021-07-13T14:21:00+07:00',
      '2021-07-13t07:21:00.000z',
      '2021-07-13T07:21Z',
      '\n 2021-07-13T07:21:00Z ',
    ])
      expect(iso(text), text).to.equal('2021-07-13T07:21:00.000Z');
    expect(iso('Sat, 3 Jul 2021 23:59:59 GMT')).to.equal('2021-07-03T23:59:59.000Z');
    expect(iso('2021-07-13T07:21:00.25Z')).to.equal('2021-07-13T07:21:00.250Z');
    expect(iso('29 Feb 2024 12:00:00 GMT')).to.equal('2024-02-29T12:00:00.000Z');
  });

  it('is none on a day that there is not, in another form, or before there was news', () => {
    for (const value of [
      ...['Thu, 31 Jun 2021 14:21:00 GMT', '2021-06-31T14:21:00Z', '29 Feb 2023 14:21:00 GMT', '2021-13-01T14:21:00Z'],
      ...['13 Xyz 2021 14:21:00 GMT', 'Tue, 13 Jul 2021 24:21:00 GMT', 'Tue, 13 Jul 2021 14:21:00 +1400'],
      ...['Tue, 13 Jul 2021 14:21:00 EST', 'Tue, 13 Jul 2021 14:21:00', 'at Tue, 13 Jul 2021 14:21:00 GMT'],
      ...['2021-07-13T14:21:00Z and later', '2021-07-13T14:21:00', '2021-07-13', '3021-07-13T14:21:00Z'],
      ...['Mon, 01 Jan 0001 00:00:00 +0000', 'Thu, 01 Jan 1970 00:00:00 GMT', '1900-01-01T00:00:00Z'],
      ...['', undefined, null, 1626160860, ['2021-07-13T07:21:00Z']],
    ])
      expect(iso(value), JSON.stringify(value)).to.equal(undefined);
  });

  it('in another form is read by what the document was given for it', () => {
    const known = new Date(1e12);
    const asked: unknown[] = [];
    const context = {
      timeZone: 'Asia/Ho_Chi_Minh',
      parseDate: (...question: unknown[]) => {
        asked.push(question);
        return known;
      },
    };
    expect(readDate('13/07/2021', context)).to.equal(known);
    expect(readDate('', context)).to.equal(undefined);
    expect(asked).to.deep.equal([['13/07/2021', context]]);
  });

  it('is the first of several that can be read', () => {
    const dates: Record<string, string> = { a: 'x', c: '2021-07-13T07:21Z', d: '2022-07-13T07:21Z' };
    const first = (...names: string[]) => firstDate(names, (name) => dates[name])?.getUTCFullYear();
    expect([first('a', 'b', 'c', 'd'), first('d', 'c'), first('a', 'b')]).to.deep.equal([2021, 2022, undefined]);
  });

  it('tells the zone of the site by its offset', () => {
    for (const [date, zone] of [
      ['Tue, 13 Jul 2021 14:21:00 +0700', 'Etc/GMT-7'],
      ['2021-07-13T14:21:00-03:00', 'Etc/GMT+3'],
      ['2021-07-13T14:21:00+05:30', '+05:30'],
      ['2021-07-13T14:21:00+00:00', undefined],
      ['2021-07-13T14:21:00Z', undefined],
      ['Tue, 13 Jul 2021 14:21:00 GMT', undefined],
      ['Tue, 13 Jul 2021 14:21:00 +9900', undefined],
      [undefined, undefined],
    ] as const) {
      expect(zoneOfOffset(date), date).to.equal(zone);
      if (zone) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone).not.to.throw();
    }
  });
});
