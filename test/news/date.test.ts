import { expect } from '@open-wc/testing';
import { knowDates, readDate } from '../../src/news/date.ts';
import { knowEverything } from '../../src/news/everything.ts';

const iso = (text: unknown): string | undefined => readDate(text)?.toISOString();

describe('a date as the standards have it', () => {
  // What dates.ts knows must not be needed for these: it is not loaded for them.
  before(() => knowDates(() => undefined));
  after(knowEverything);

  it('is read in every form of theirs', () => {
    for (const text of [
      'Tue, 13 Jul 2021 14:21:00 +0700',
      'tue, 13 jul 2021 14:21:00 +0700',
      '13 Jul 2021 07:21:00 GMT',
      'Tue, 13 Jul 2021 07:21 GMT',
      'Mon, 12 Jul 2021 17:51:00 -1330',
      'Tue, 13 Jul 2021 07:21:00 +0000',
      '2021-07-13T14:21:00+07:00',
      '2021-07-13T07:21:00Z',
      '2021-07-13t07:21:00.000z',
      '2021-07-13T07:21Z',
      '2021-07-13T20:51:00.0+13:30',
      '\n 2021-07-13T07:21:00Z ',
      '\n Tue, 13 Jul 2021 07:21:00 GMT ',
    ]) {
      expect(iso(text), text).to.equal('2021-07-13T07:21:00.000Z');
    }
    expect(iso('Sat, 3 Jul 2021 23:59:59 GMT')).to.equal('2021-07-03T23:59:59.000Z');
    expect(iso('Sat, 03 Jul 2021 00:00:00 GMT')).to.equal('2021-07-03T00:00:00.000Z');
    expect(iso('2021-07-13T07:21:00.25Z')).to.equal('2021-07-13T07:21:00.250Z');
    expect(iso('29 Feb 2024 12:00:00 GMT')).to.equal('2024-02-29T12:00:00.000Z');
  });

  it('is none on a day that there is not, or in another form', () => {
    for (const value of [
      'Thu, 31 Jun 2021 14:21:00 GMT',
      '2021-06-31T14:21:00Z',
      '2023-02-29T14:21:00Z',
      '29 Feb 2023 14:21:00 GMT',
      '2021-13-01T14:21:00Z',
      '2021-07-00T14:21:00Z',
      '13 Xyz 2021 14:21:00 GMT',
      'Tue, 13 Jul 2021 24:21:00 GMT',
      'Tue, 13 Jul 2021 14:60:00 GMT',
      'Tue, 13 Jul 2021 14:21:00 +1400',
      'Tue, 13 Jul 2021 14:21:00 EST',
      'Tue, 13 Jul 2021 14:21:00',
      'at Tue, 13 Jul 2021 14:21:00 GMT',
      '2021-07-13T14:21:00Z and later',
      '2021-07-13T14:21:00',
      '2021-07-13 14:21:00Z',
      '2021-07-13',
      '3021-07-13T14:21:00Z',
      '',
      undefined,
      null,
      1626160860,
      ['2021-07-13T07:21:00Z'],
    ]) {
      expect(iso(value), JSON.stringify(value)).to.equal(undefined);
    }
  });

  it('in another form is left to what has been loaded, with the zone and the language', () => {
    const asked: unknown[] = [];
    const known = new Date(0);
    knowDates((...question) => {
      asked.push(question);
      return known;
    });
    const options = { timeZone: 'Asia/Ho_Chi_Minh', language: 'vi' };
    expect(readDate('13/07/2021', options)).to.equal(known);
    expect(readDate('31 Jun 2021 14:21:00 GMT')).to.equal(known);
    expect(readDate('')).to.equal(undefined);
    expect(asked).to.deep.equal([
      ['13/07/2021', options],
      ['31 Jun 2021 14:21:00 GMT', {}],
    ]);
  });
});
