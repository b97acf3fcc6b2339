import { expect } from '@open-wc/testing';
import { isTimeZone } from '../../src/documents/time-zone.ts';
import { localDate, localHour, nauticalZone, offsetOf, offsetZone } from '../../src/weather/time-zones.ts';

describe('a time zone', () => {
  it('is an IANA name or an offset', () => {
    for (const zone of ['Pacific/Chatham', 'UTC', '+05:30', '-11:00']) expect(isTimeZone(zone), zone).to.equal(true);
    for (const zone of ['', 'Nowhere/City', '+5:30', '05:30', '+05:30h'])
      for (const time of ['first', 'second']) expect(isTimeZone(zone), `${zone} the ${time} time`).to.equal(false);
  });

  it('is an offset in seconds, and back', () => {
    for (const [zone, seconds] of [
      ['+00:00', 0],
      ['+05:30', 19_800],
      ['-03:30', -12_600],
      ['+14:00', 50_400],
    ] as const) {
      expect(offsetOf(zone), zone).to.equal(seconds);
      expect(offsetZone(seconds), zone).to.equal(zone);
    }
    expect(offsetOf('UTC')).to.equal(undefined);
    expect(offsetOf()).to.equal(undefined);
    expect([105.8, -179, 7.4, 7.6].map(nauticalZone)).to.deep.equal(['+07:00', '-12:00', '+00:00', '+01:00']);
  });

  it('has its own day and hour', () => {
    const time = new Date('2021-12-31T10:20:00Z');
    for (const [zone, day, hour] of [
      ['UTC', '2021-12-31', 10],
      ['Pacific/Chatham', '2022-01-01', 0],
      ['Pacific/Marquesas', '2021-12-31', 0],
      ['Pacific/Kiritimati', '2022-01-01', 0],
      ['Asia/Kathmandu', '2021-12-31', 16],
      ['+13:45', '2022-01-01', 0],
      ['-10:30', '2021-12-30', 23],
    ] as const) {
      expect([localDate(time, zone), localHour(time, zone)], zone).to.deep.equal([day, hour]);
    }
  });
});
