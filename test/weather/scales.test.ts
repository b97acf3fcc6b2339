import { expect } from '@open-wc/testing';
import { beaufort, octant, uvLevel } from '../../src/weather/scales.ts';
import { isSunUp } from '../../src/weather/sun.ts';
import { isTimeZone } from '../../src/documents/time-zone.ts';
import { localDate, localHour, nauticalZone, offsetOf, offsetZone } from '../../src/weather/time-zones.ts';

describe('scales', () => {
  it('turn wind into Beaufort at the bounds of the WMO', () => {
    expect([0, 0.2, 0.3, 1.6, 3.4, 5.5, 8, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7, 80].map(beaufort)).to.deep.equal([
      0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12,
    ]);
  });

  it('turn a bearing into an eighth of the rose', () => {
    expect([0, 22, 23, 90, 135, 180, 225, 270, 315, 337, 338, 360].map(octant)).to.deep.equal([
      0, 0, 1, 2, 3, 4, 5, 6, 7, 7, 0, 0,
    ]);
  });

  it('turn a UV index into its category', () => {
    expect([0, 2.4, 2.6, 5, 6, 7.4, 8, 10, 11, 14].map(uvLevel)).to.deep.equal([
      'low',
      'low',
      'moderate',
      'moderate',
      'high',
      'high',
      'very-high',
      'very-high',
      'extreme',
      'extreme',
    ]);
  });
});

describe('time in a place', () => {
  it('is by its own clocks, across changes and in half-hour zones', () => {
    const time = new Date('2026-03-29T00:59:00Z');
    expect(localDate(time, 'Europe/Berlin')).to.equal('2026-03-29');
    expect(localHour(time, 'Europe/Berlin')).to.equal(1);
    expect(localHour(new Date('2026-03-29T01:00:00Z'), 'Europe/Berlin')).to.equal(3);
    expect(localDate(new Date('2026-07-13T18:30:00Z'), 'Asia/Kolkata')).to.equal('2026-07-14');
    expect(localDate(new Date('2026-07-13T18:29:00Z'), '+05:30')).to.equal('2026-07-13');
    expect(localHour(new Date('2026-07-13T00:00:00Z'), '-03:30')).to.equal(20);
    expect(localHour(new Date('2026-07-13T17:00:00Z'), 'Asia/Ho_Chi_Minh')).to.equal(0);
  });

  it('knows zones and offsets', () => {
    expect([offsetZone(20_700), offsetZone(-12_600), offsetZone(0)]).to.deep.equal(['+05:45', '-03:30', '+00:00']);
    expect([nauticalZone(105.85), nauticalZone(-77), nauticalZone(2)]).to.deep.equal(['+07:00', '-05:00', '+00:00']);
    expect([isTimeZone('Asia/Ho_Chi_Minh'), isTimeZone('+05:45'), isTimeZone('Moon/Crater')]).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect([offsetOf('+05:45'), offsetOf('-03:30'), offsetOf('+00:00')]).to.deep.equal([20_700, -12_600, 0]);
    for (const zone of ['UTC', 'GMT+05:45', '+05:450', '+5:45', undefined]) expect(offsetOf(zone)).to.equal(undefined);
  });
});

describe('the sun', () => {
  it('is up between rise and set, never in the polar night, always on the polar day', () => {
    // Hà Nội, 24 November 2026: 06:11 to 17:15 by its clocks.
    const at = (time: string) => isSunUp(new Date(`2026-11-24T${time}:00+07:00`), 21.03, 105.85);
    expect([at('06:05'), at('06:17'), at('17:10'), at('17:20')]).to.deep.equal([false, true, true, false]);
    // Oslo, 29 March 2026: about 04:53 to 17:53 UTC. Quito, 20 June 2026: 06:12 to 18:20 by its clocks.
    const oslo = (time: string) => isSunUp(new Date(`2026-03-29T${time}:00Z`), 59.91, 10.75);
    expect([oslo('04:46'), oslo('05:00'), oslo('17:46'), oslo('18:00')]).to.deep.equal([false, true, true, false]);
    const quito = (time: string) => isSunUp(new Date(`2026-06-20T${time}:00-05:00`), -0.18, -78.47);
    expect([quito('06:08'), quito('06:16'), quito('18:16'), quito('18:24')]).to.deep.equal([false, true, true, false]);
    expect(isSunUp(new Date('2026-12-21T11:00:00Z'), 78.2, 15.6)).to.equal(false);
    expect(isSunUp(new Date('2026-06-21T23:00:00Z'), 78.2, 15.6)).to.equal(true);
  });
});
