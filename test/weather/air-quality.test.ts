import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import {
  airLevel,
  airQuality,
  airQualityRequests,
  nowCast,
  parseAirQuality,
  vietnameseIndex,
} from '../../src/weather/air-quality.ts';
import { airQualityAnswer } from '../fixtures/weather/open-meteo.ts';

const steady = (pollutants: Record<string, number>) => ({
  time: Array.from({ length: 12 }, (_, hour) => hour * 3600),
  ...Object.fromEntries(Object.entries(pollutants).map(([name, value]) => [name, Array<number>(12).fill(value)])),
});
const index = (pollutants: Record<string, number>) => Math.round(vietnameseIndex(steady(pollutants), undefined)!);

describe('VN_AQI (QĐ 1459/QĐ-TCMT)', () => {
  it('is 50, 100, 150, 200, 300, 400, 500 at the breakpoints of table 2', () => {
    const points = {
      pm2_5: [25, 50, 80, 150, 250, 350, 500],
      pm10: [50, 150, 250, 350, 420, 500, 600],
    };
    for (const [name, values] of Object.entries(points)) {
      expect(
        values.map((value) => index({ [name]: value })),
        name,
      ).to.deep.equal([50, 100, 150, 200, 300, 400, 500]);
    }
    const gases = {
      ozone: [160, 200, 300, 400, 800, 1000, 1200],
      nitrogen_dioxide: [100, 200, 700, 1200, 2350, 3100, 3850],
      sulphur_dioxide: [125, 350, 550, 800, 1600, 2100, 2630],
      carbon_monoxide: [10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
    };
    for (const [name, values] of Object.entries(gases)) {
      expect(
        values.map((value) => index({ pm2_5: 1, [name]: value })),
        name,
      ).to.deep.equal([50, 100, 150, 200, 300, 400, 500]);
    }
  });

  it('is linear between them, the worst pollutant’s, and 500 beyond the last', () => {
    expect(index({ pm2_5: 37.5 })).to.equal(75);
    expect(index({ pm2_5: 10, pm10: 100, ozone: 20 })).to.equal(75);
    expect(index({ pm2_5: 900 })).to.equal(500);
    expect(index({ pm2_5: 0 })).to.equal(0);
  });

  it('is what the decision’s own example says (§2.3b)', () => {
    expect(index({ pm2_5: 20.3, ozone: 136.1 })).to.equal(43);
    expect(index({ pm2_5: 20.3 })).to.equal(41);
    // The decision writes 60 for what its own formula makes 59.35.
    expect(vietnameseIndex(steady({ pm2_5: 20.3, ozone: 136.1, nitrogen_dioxide: 118.7 }), undefined)).to.be.closeTo(
      59.35,
      1e-9,
    );
  });

  it('can’t be told without PM2.5 and PM10', () => {
    expect(vietnameseIndex(steady({ ozone: 180 }), undefined)).to.equal(undefined);
  });

  it('looks at the twelve hours up to now, not at the forecast', () => {
    const hourly = {
      time: Array.from({ length: 24 }, (_, hour) => hour * 3600),
      pm2_5: Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 25 : 400)),
    };
    expect(vietnameseIndex(hourly, 11 * 3600)).to.equal(50);
    expect(
      vietnameseIndex(
        { ...hourly, time: hourly.time.map((time) => new Date(time * 1000).toISOString()) },
        '1970-01-01T11:15:00.000Z',
      ),
    ).to.equal(50);
  });
});

describe('NowCast', () => {
  it('weighs the newest hours most when the air changes fast', () => {
    expect(nowCast([40, 40, 40])).to.equal(40);
    // Lowest/highest is under a half: the weights are 1, 1/2, 1/4.
    expect(nowCast([100, 40, 40])).to.be.closeTo((100 + 20 + 10) / 1.75, 1e-9);
  });

  it('is what the decision’s own example says (§2.3a)', () => {
    const newestFirst = [20.6, 19.6, 22.4, 20.3, 16.5, 19.0, 16.5, 19.5, 23.5, 20.5, 24.7, 26.9];
    expect(Math.round(nowCast(newestFirst)! * 10) / 10).to.equal(20.3);
  });

  it('needs two of the newest three hours', () => {
    expect(nowCast([40, undefined, undefined, 40, 40])).to.equal(undefined);
    expect(nowCast([undefined, 40, 40])).to.equal(40);
  });
});

describe('the quality of the air', () => {
  it('has six levels', () => {
    expect([0, 50, 51, 100, 101, 150, 151, 200, 201, 300, 301, 500].map(airLevel)).to.deep.equal([
      'good',
      'good',
      'moderate',
      'moderate',
      'sensitive',
      'sensitive',
      'unhealthy',
      'unhealthy',
      'very-unhealthy',
      'very-unhealthy',
      'hazardous',
      'hazardous',
    ]);
    expect(airQuality(731, 'us')).to.include({ index: 500, level: 'hazardous' });
    expect(airQuality(50.4, 'vn')).to.include({ index: 50, level: 'good' });
  });

  it('is asked for with the hours that the Vietnamese scale looks back on', () => {
    const [us] = airQualityRequests('/air', [{ name: 'Huế', latitude: 16.46, longitude: 107.59 }], 'us');
    const [vn] = airQualityRequests('/air', [{ name: 'Huế', latitude: 16.46, longitude: 107.59 }], 'vn');
    expect(us!.url).to.equal(
      '/air?latitude=16.46&longitude=107.59&current=us_aqi,pm2_5&timezone=auto&timeformat=unixtime',
    );
    expect(vn!.url).to.contain(
      'hourly=pm2_5,pm10,ozone,nitrogen_dioxide,sulphur_dioxide,carbon_monoxide&past_hours=11&forecast_hours=1',
    );
  });

  it('is read for each place of an answer, on either scale', () => {
    const url = airQualityRequests(
      '/air',
      [
        { name: '', latitude: 21, longitude: 105 },
        { name: '', latitude: 16, longitude: 108 },
      ],
      'vn',
    )[0]!.url;
    const answer = JSON.stringify(airQualityAnswer(url, { pm25: 62 }));
    const [hanoi, danang] = parseAirQuality(answer, { scale: 'vn' });
    expect(hanoi).to.deep.equal({ index: 124, scale: 'vn', level: 'sensitive', pm25: 62 });
    expect(danang).to.deep.equal(hanoi);
    expect(parseAirQuality(answer, { scale: 'us' })[0]).to.include({ index: 155, level: 'unhealthy' });
  });

  it('is undefined where the model has no value, and an error where there is no answer', () => {
    expect(parseAirQuality({ current: { us_aqi: null, pm2_5: null } }, { scale: 'us' })).to.deep.equal([undefined]);
    expect(() => parseAirQuality('{"error":true}', { scale: 'us' }))
      .to.throw(CivicError)
      .with.property('code', 'format');
  });
});
