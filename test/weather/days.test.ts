import { expect } from '@open-wc/testing';
import { daysOf } from '../../src/weather/days.ts';

describe('days built from a series', () => {
  const step = (time: string, hours: number, rain: number) => ({ moment: { time: new Date(time), rain }, hours });

  it('count rain once that a longer step repeats', () => {
    const [day] = daysOf(
      [
        step('2026-07-14T00:00:00Z', 6, 5),
        step('2026-07-14T03:00:00Z', 6, 5),
        step('2026-07-14T06:00:00Z', 1, 2),
        step('2026-07-14T07:00:00Z', 1, 0.5),
      ],
      'UTC',
    );
    expect(day!.rain).to.equal(7.5);
  });

  it('have 23, 24 or 25 hours, as the clocks of the place say', () => {
    const hoursOfDay = (start: string, zone: string) => {
      const steps = Array.from({ length: 72 }, (_, hour) =>
        step(new Date(Date.parse(start) + hour * 3_600_000).toISOString(), 1, 1),
      );
      return daysOf(steps, zone).map(({ date, rain }) => `${date} ${rain}`);
    };
    expect(hoursOfDay('2026-03-27T23:00:00Z', 'Europe/Berlin').slice(0, 2)).to.deep.equal([
      '2026-03-28 24',
      '2026-03-29 23',
    ]);
    expect(hoursOfDay('2026-10-23T22:00:00Z', 'Europe/Berlin').slice(0, 2)).to.deep.equal([
      '2026-10-24 24',
      '2026-10-25 25',
    ]);
    // Lord Howe Island changes by half an hour: hours of UTC that start at half past, then at the full hour.
    expect(hoursOfDay('2026-10-02T13:30:00Z', 'Australia/Lord_Howe').slice(0, 2)).to.deep.equal([
      '2026-10-03 24',
      '2026-10-04 24',
    ]);
    expect(hoursOfDay('2026-07-13T18:30:00Z', 'Asia/Kolkata')).to.deep.equal([
      '2026-07-14 24',
      '2026-07-15 24',
      '2026-07-16 24',
    ]);
  });
});
