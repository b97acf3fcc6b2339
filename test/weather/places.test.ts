import { isTimeZone } from '../../src/documents/time-zone.ts';
import { expect } from '@open-wc/testing';
import { findPlace, keyOf, vietnameseUnit } from '../../src/weather/gazetteer.ts';
import { otherNames } from '../../src/weather/gazetteer-world.ts';
import type { WeatherPart, WeatherReport, WeatherWanted } from '../../src/weather/model.ts';
import { openMeteoRequests } from '../../src/weather/formats/open-meteo.ts';
import { parsePlaces } from '../../src/weather/place-names.ts';
import { assignReports } from '../../src/weather/places.ts';
import { latLonRequests } from '../../src/weather/requests.ts';

/** The province-level units of Nghị quyết 202/2025/QH15, and the 29 former provinces that became part of them. */
const UNITS = {
  'ha-noi': '',
  hue: '',
  'lai-chau': '',
  'dien-bien': '',
  'son-la': '',
  'lang-son': '',
  'quang-ninh': '',
  'thanh-hoa': '',
  'nghe-an': '',
  'ha-tinh': '',
  'cao-bang': '',
  'tuyen-quang': 'ha-giang',
  'lao-cai': 'yen-bai',
  'thai-nguyen': 'bac-kan',
  'phu-tho': 'hoa-binh vinh-phuc',
  'bac-ninh': 'bac-giang',
  'hung-yen': 'thai-binh',
  'hai-phong': 'hai-duong',
  'ninh-binh': 'nam-dinh ha-nam',
  'quang-tri': 'quang-binh',
  'da-nang': 'quang-nam',
  'quang-ngai': 'kon-tum',
  'gia-lai': 'binh-dinh',
  'khanh-hoa': 'ninh-thuan',
  'lam-dong': 'dak-nong binh-thuan',
  'dak-lak': 'phu-yen',
  'ho-chi-minh': 'binh-duong ba-ria-vung-tau',
  'dong-nai': 'binh-phuoc',
  'tay-ninh': 'long-an',
  'can-tho': 'soc-trang hau-giang',
  'vinh-long': 'tra-vinh ben-tre',
  'dong-thap': 'tien-giang',
  'ca-mau': 'bac-lieu',
  'an-giang': 'kien-giang',
};

describe('the gazetteer', () => {
  it('has the 34 units of Vietnam, each inside the country, by its own key and by former provinces', async () => {
    expect(Object.keys(UNITS)).to.have.length(34);
    const formers = Object.values(UNITS).flatMap((names) => names.split(' ').filter(Boolean));
    expect(new Set(formers).size).to.equal(63 - 34);
    for (const [key, former] of Object.entries(UNITS)) {
      const unit = vietnameseUnit(key, 'vi');
      expect(unit, key).to.include({ timeZone: 'Asia/Ho_Chi_Minh' });
      expect(keyOf(unit!.name)).to.equal(key);
      expect(unit!.latitude, key).to.be.within(8.5, 23.4);
      expect(unit!.longitude, key).to.be.within(102.1, 109.5);
      for (const each of former.split(' ').filter(Boolean)) {
        expect(await findPlace(each, 'vi'), each).to.deep.equal(unit);
      }
    }
  });

  it('has the seats of the units that moved to another town', async () => {
    const seats = {
      'an-giang': 'rach-gia',
      'dak-lak': 'buon-ma-thuot',
      'dong-thap': 'my-tho',
      'gia-lai': 'quy-nhon',
      'lam-dong': 'da-lat',
      'quang-tri': 'dong-hoi',
      'tay-ninh': 'tan-an',
    };
    for (const [unit, town] of Object.entries(seats)) {
      const [one, other] = await Promise.all([findPlace(unit, 'vi'), findPlace(town, 'vi')]);
      expect(Math.abs(one!.latitude - other!.latitude), unit).to.be.lessThan(0.1);
      expect(Math.abs(one!.longitude - other!.longitude), unit).to.be.lessThan(0.1);
    }
    expect(vietnameseUnit('lao-cai', 'vi')).to.include({ latitude: 21.72, longitude: 104.91 });
    expect(vietnameseUnit('bac-ninh', 'vi')).to.include({ latitude: 21.27, longitude: 106.19 });
  });

  it('has towns with a place and a name of their own', async () => {
    expect(await findPlace('sa-pa', 'vi')).to.deep.equal({
      name: 'Sa Pa',
      latitude: 22.34,
      longitude: 103.84,
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    expect((await findPlace('da-lat', 'vi'))!.name).to.equal('Đà Lạt');
    expect((await findPlace('da-lat', 'en'))!.name).to.equal('Da Lat');
    expect((await findPlace('bogota', 'en'))!.name).to.equal('Bogotá');
  });

  it('names places in the language of the page', async () => {
    expect((await findPlace('ho-chi-minh', 'vi-VN'))!.name).to.equal('TP Hồ Chí Minh');
    expect((await findPlace('ho-chi-minh', 'en-GB'))!.name).to.equal('Ho Chi Minh City');
    expect((await findPlace('da-nang', 'fr'))!.name).to.equal('Da Nang');
    expect((await findPlace('vientiane', 'vi'))!.name).to.equal('Viêng Chăn');
  });

  it('has the world’s capitals with zones that exist', async () => {
    const capitals = [
      'tokyo',
      'washington',
      'brasilia',
      'n-djamena',
      'ndjamena',
      'st-georges',
      'nukualofa',
      'kyiv',
      'port-au-prince',
    ];
    for (const key of capitals) {
      const place = await findPlace(key, 'en');
      if (key === 'n-djamena') expect(place).to.equal(undefined);
      else expect(isTimeZone(place!.timeZone), key).to.equal(true);
    }
    expect(await findPlace('kathmandu', 'en')).to.deep.equal({
      name: 'Kathmandu',
      latitude: 27.7,
      longitude: 85.32,
      timeZone: 'Asia/Kathmandu',
    });
  });

  it('knows what else a place is called in warnings', () => {
    for (const [name, others] of [
      ['Ho Chi Minh City', ['TP Hồ Chí Minh', 'sai gon', 'binh duong', 'ba ria vung tau']],
      ['TP Hồ Chí Minh', ['Ho Chi Minh City']],
      ['Hanoi', ['Hà Nội']],
      ['Bắc Ninh', ['Bac Ninh', 'bac giang']],
      ['Vientiane', ['Viêng Chăn']],
    ] as const)
      expect(otherNames(name), name).to.include.members([...others]);
    expect(otherNames('Bắc Ninh')).not.to.include('Bắc Ninh');
    for (const name of ['', 'Phường Hoàng Mai', 'constructor']) expect(otherNames(name), name).to.deep.equal([]);
  });

  it('doesn’t know what isn’t there', async () => {
    for (const key of ['', 'atlantis', 'ha', 'Hà Nội', 'ha-noi-2'])
      expect(await findPlace(key, 'vi'), key).to.equal(undefined);
  });
});

describe('the places attribute', () => {
  it('has keys, and names with coordinates', () => {
    expect(parsePlaces('  ha-noi\n Phường_1@10.5,-106.25 da-nang ')).to.deep.equal([
      'ha-noi',
      { name: 'Phường_1', latitude: 10.5, longitude: -106.25 },
      'da-nang',
    ]);
  });

  it('lets names have spaces, also around the comma', () => {
    expect(parsePlaces('ha-noi Cù lao Chàm@15.95, 108.51 hue')).to.deep.equal([
      'ha-noi',
      { name: 'Cù lao Chàm', latitude: 15.95, longitude: 108.51 },
      'hue',
    ]);
  });

  it('leaves what is no place as it is, for the developer to be told', () => {
    expect(parsePlaces('Nowhere@91,0 hue Hanoi')).to.deep.equal(['Nowhere@91,0', 'hue', 'Hanoi']);
    for (const text of ['Nowhere@0,181', 'Nowhere@north,0', 'Nowhere@1,2,3']) {
      expect(parsePlaces(text)).to.deep.equal([text]);
    }
    expect(parsePlaces('')).to.deep.equal([]);
  });
});

describe('a request', () => {
  const hanoi = { name: 'Hà Nội', latitude: 21.0285, longitude: 105.8542 };
  const query = (show: WeatherPart[], places = [hanoi], src = 'https://api.open-meteo.com/v1/forecast') =>
    openMeteoRequests(src, places, { show, hours: 24, days: 5 }).map(({ url }) => new URL(url, 'https://here.example'));

  it('asks for the variables that are shown, and no others', () => {
    const [url] = query(['humidity']);
    expect(Object.fromEntries(url!.searchParams)).to.deep.equal({
      latitude: '21.03',
      longitude: '105.85',
      current: 'temperature_2m,weather_code,is_day,relative_humidity_2m',
      forecast_days: '1',
      timezone: 'auto',
      timeformat: 'unixtime',
      wind_speed_unit: 'ms',
    });
    const all = query(['feels-like', 'humidity', 'wind', 'rain', 'uv', 'sun', 'hours', 'days', 'air', 'warnings'])[0]!
      .searchParams;
    for (const name of [
      'apparent_temperature',
      'wind_speed_10m',
      'wind_direction_10m',
      'wind_gusts_10m',
      'precipitation',
    ]) {
      expect(all.get('current')!.split(',')).to.include(name);
    }
    for (const name of [
      'temperature_2m',
      'weather_code',
      'is_day',
      'precipitation',
      'precipitation_probability',
      'uv_index',
    ]) {
      expect(
        all
          .get('hourly')!
          .split(',')
          .filter((each) => each === name),
      ).to.have.length(1);
    }
    for (const name of [
      'temperature_2m_max',
      'temperature_2m_min',
      'sunrise',
      'sunset',
      'uv_index_max',
      'precipitation_sum',
    ]) {
      expect(all.get('daily')!.split(',')).to.include(name);
    }
    expect(all.get('forecast_days')).to.equal('5');
    expect(Number(all.get('forecast_hours'))).to.be.at.least(24);
  });

  it('asks for pressure, dew point, visibility and what the chart draws where they are shown', () => {
    const of = (wanted: Partial<WeatherWanted>) => {
      const [request] = openMeteoRequests('/w', [hanoi], { show: [], hours: 24, days: 5, ...wanted });
      return Object.fromEntries(new URL(request!.url, 'https://here.example').searchParams);
    };
    const always = 'temperature_2m,weather_code,is_day';
    for (const [part, name] of [
      ['pressure', 'pressure_msl'],
      ['dew-point', 'dew_point_2m'],
      ['visibility', 'visibility'],
    ] as const) {
      const asked = of({ show: [part] });
      expect(asked['current']!.split(','), part).to.have.members([...always.split(','), name]);
      expect(asked['hourly'], part).to.equal(undefined);
    }
    for (const [chart, names] of [
      ['temperature', undefined],
      ['wind', 'wind_speed_10m,wind_gusts_10m,wind_direction_10m'],
      ['uv', 'uv_index'],
      ['humidity', 'relative_humidity_2m'],
    ] as const) {
      const asked = of({ chart: [chart] });
      expect([asked['hourly'], asked['current']], chart).to.deep.equal([names, always]);
      expect(asked['forecast_hours'], chart).to.equal(names && '30');
    }
    expect(of({ show: ['sea', 'air', 'warnings'] })['current']).to.equal(always);
  });

  it('is one for a hundred places, two for a hundred and one', () => {
    const places = Array.from({ length: 101 }, (_, index) => ({
      name: `${index}`,
      latitude: index / 2,
      longitude: index,
    }));
    expect(query(['days'], places.slice(0, 100))).to.have.length(1);
    const [first, second] = query(['days'], places);
    expect(first!.searchParams.get('latitude')!.split(',')).to.have.length(100);
    expect(second!.searchParams.get('latitude')).to.equal('50');
  });

  it('keeps the query and the fragment of the endpoint, and is the endpoint itself where no place has coordinates', () => {
    const [url] = query(['days'], [hanoi], '/weather?key=a%26b&timezone=GMT#x');
    expect(url!.pathname + url!.hash).to.equal('/weather#x');
    expect(url!.searchParams.get('key')).to.equal('a&b');
    expect(url!.searchParams.getAll('timezone')).to.deep.equal(['GMT']);
    expect(openMeteoRequests('/weather', [], { show: [], hours: 1, days: 1 })).to.deep.equal([
      { url: '/weather', places: [] },
    ]);
  });

  it('is one a place where the provider takes one place', () => {
    expect(
      latLonRequests('/met', [hanoi, { name: 'B', latitude: 1, longitude: -0.001 }]).map(({ url }) => url),
    ).to.deep.equal(['/met?lat=21.03&lon=105.85', '/met?lat=1&lon=0']);
    const [somewhere, nowhere] = [{ ...hanoi }, { name: 'B', latitude: 1 }];
    expect(latLonRequests('/met', [nowhere, somewhere]).map(({ places }) => places)).to.deep.equal([[somewhere]]);
    expect(latLonRequests('/met', [nowhere])).to.deep.equal([{ url: '/met', places: [nowhere] }]);
  });

  it('leaves out a place of which only half the coordinates are known', () => {
    const half = [
      { name: 'A', latitude: 1 },
      { name: 'B', longitude: 1 },
    ];
    const wanted = { show: [], hours: 1, days: 1 };
    expect(openMeteoRequests('/weather', half, wanted)).to.deep.equal([{ url: '/weather', places: half }]);
    expect(openMeteoRequests('/weather', [...half, hanoi], wanted).map(({ places }) => places)).to.deep.equal([
      [hanoi],
    ]);
  });
});

describe('the reports of an answer', () => {
  const report = (name: string, latitude?: number, longitude?: number): WeatherReport => ({
    place: { name, latitude, longitude, timeZone: 'Asia/Bangkok' },
    hours: [],
    days: [],
    warnings: [],
  });

  it('go to the places that they are near to, whatever their order and number', () => {
    const answer = [report('a', 10.75, 106.75), report('b', 16, 108.25), report('c', 21, 105.75)];
    const assigned = assignReports(answer, [
      { name: 'Hà Nội', latitude: 21.03, longitude: 105.85 },
      { name: 'TP Hồ Chí Minh', latitude: 10.78, longitude: 106.7, timeZone: 'Asia/Ho_Chi_Minh' },
      { name: 'Paris', latitude: 48.85, longitude: 2.35 },
    ]);
    expect(assigned.map((each) => each?.place)).to.deep.equal([
      { name: 'Hà Nội', latitude: 21.03, longitude: 105.85, timeZone: 'Asia/Bangkok' },
      { name: 'TP Hồ Chí Minh', latitude: 10.78, longitude: 106.7, timeZone: 'Asia/Ho_Chi_Minh' },
      undefined,
    ]);
  });

  it('meet across the date line, and by their order where they have no coordinates', () => {
    expect(
      assignReports([report('', -18, -179.9)], [{ name: 'Taveuni', latitude: -17.9, longitude: 179.95 }])[0]!.place
        .name,
    ).to.equal('Taveuni');
    expect(assignReports([report('x')], [{ name: 'Hà Nội', latitude: 21, longitude: 105 }])[0]!.place.name).to.equal(
      'Hà Nội',
    );
    expect(assignReports([report('x'), report('y')], [{ name: 'Hà Nội', latitude: 21, longitude: 105 }])[0]).to.equal(
      undefined,
    );
  });

  it('go to the nearest of several that are near', () => {
    const place = { name: 'Hà Nội', latitude: 21.03, longitude: 105.85 };
    const hours = [{ time: new Date(0) }];
    const answer = [report('a', 21.25, 105.75), { ...report('b', 21, 105.75), hours }, report('c', 21, 106.25)];
    expect(assignReports(answer, [place])[0]!.hours).to.equal(hours);
    expect(assignReports([report('half a degree', 21.5, 105)], [{ name: '', latitude: 21, longitude: 105 }])[0]).to
      .exist;
  });

  it('keep their own zone where the page names one that doesn’t exist', () => {
    const place = { name: 'Hà Nội', latitude: 21, longitude: 105.75, timeZone: 'Asia/Saigon_City' };
    expect(assignReports([report('c', 21, 105.75)], [place])[0]!.place.timeZone).to.equal('Asia/Bangkok');
  });
});
