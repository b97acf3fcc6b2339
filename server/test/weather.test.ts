import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseWeather } from '../../src/weather/index.ts';
import { recordedWeather } from '../src/relay/recorded-weather.ts';
import { SAMPLES } from '../src/server.ts';
import { startSource, type Source } from './tools/source.ts';
import { rawRequest, testServer, type TestServer } from './tools/server.ts';

const SAMPLE = join(SAMPLES, 'open-meteo.json');

/** Answers with the place it was asked for. */
function forecasts(): Promise<Source> {
  return startSource((request, response) => {
    const query = new URL(request.url!, 'http://source').searchParams;
    response
      .setHeader('Content-Type', 'application/json; charset=utf-8')
      .end(JSON.stringify({ latitude: query.get('latitude') }));
  });
}

function serverFor(source: Source, weather: object = {}): Promise<TestServer> {
  return testServer({
    site: { allowPrivateAddresses: true, weather: { source: `${source.url}/v1/forecast`, ...weather } },
  });
}

describe('/weather', () => {
  it('asks the source once for places that are neighbours, and for each of a list apart', async () => {
    const source = await forecasts();
    const server = await serverFor(source);
    const get = async (query: string): Promise<unknown> => (await fetch(`${server.url}/weather?${query}`)).json();
    const one = await Promise.all([
      get('latitude=21.0285&longitude=105.8542&current=temperature_2m'),
      get('latitude=21.03&longitude=105.85&current=temperature_2m'),
      get('current=temperature_2m&longitude=105.8511&latitude=21.0311&visitor=nguyen'),
    ]);
    assert.deepEqual(one, Array(3).fill({ latitude: '21.03' }));
    assert.equal(source.requests.length, 1);
    assert.deepEqual(await get('latitude=21.03,16.05,10.82&longitude=105.85,108.2,106.63&current=temperature_2m'), [
      { latitude: '21.03' },
      { latitude: '16.05' },
      { latitude: '10.82' },
    ]);
    assert.deepEqual(
      source.requests.map(({ url }) => url),
      [
        '/v1/forecast?latitude=21.03&longitude=105.85&current=temperature_2m',
        '/v1/forecast?latitude=16.05&longitude=108.2&current=temperature_2m',
        '/v1/forecast?latitude=10.82&longitude=106.63&current=temperature_2m',
      ],
    );
    await server.stop();
  });

  it('passes on what Open-Meteo’s own query may hold, and refuses what it may not', async () => {
    const source = await forecasts();
    const server = await serverFor(source);
    const query =
      'current=weather_code,is_day&hourly=temperature_2m&daily=sunrise&forecast_days=5&forecast_hours=30&timezone=auto&timeformat=unixtime&wind_speed_unit=ms';
    await fetch(`${server.url}/weather?latitude=21.03&longitude=105.85&${query}&apikey=x&callback=y`);
    const asked = new URL(source.requests[0]!.url, 'http://source').searchParams;
    assert.deepEqual([...asked].sort(), [...new URLSearchParams(`latitude=21.03&longitude=105.85&${query}`)].sort());
    for (const bad of [
      'latitude=21',
      'latitude=91&longitude=0',
      'latitude=x&longitude=0',
      'latitude=1,2&longitude=3',
      '',
      'latitude=1&longitude=2&current=a%26b',
      'latitude=1&longitude=2&forecast_days=99',
      `latitude=${Array(101).fill(1).join()}&longitude=${Array(101).fill(1).join()}`,
    ]) {
      const response = await fetch(`${server.url}/weather?${bad}`);
      assert.equal(response.status, 422, bad);
    }
    assert.equal(source.requests.length, 1);
    await server.stop();
  });

  it('fills a place into another provider’s URL, whose key no visitor sees', async () => {
    const source = await forecasts();
    const template = `${source.url}/data/3.0/onecall?lat={latitude}&lon={longitude}&appid=secret-key`;
    const server = await serverFor(source, { source: template });
    const response = await fetch(`${server.url}/weather?lat=21.0285&lon=105.8542&appid=mine`);
    assert.equal(response.status, 200);
    assert.deepEqual(
      source.requests.map(({ url }) => url),
      ['/data/3.0/onecall?lat=21.03&lon=105.85&appid=secret-key'],
    );
    source.answer = (_, answer) => answer.writeHead(500).end();
    const failed = await fetch(`${server.url}/weather?lat=16&lon=108`);
    assert.equal(failed.status, 502);
    assert.doesNotMatch(await failed.text(), /secret-key/);
    assert.doesNotMatch(JSON.stringify(server.logged), /secret-key/);
    await server.stop();
  });

  it('sends JSON or nothing, whatever the source calls it', async () => {
    const source = await startSource((_, response) => response.setHeader('Content-Type', 'text/html').end('{"a":1}'));
    const server = await serverFor(source);
    const good = await fetch(`${server.url}/weather?latitude=1&longitude=2`);
    assert.equal(good.headers.get('content-type'), 'application/json; charset=utf-8');
    source.answer = (_, response) => response.end('<html>Bảo trì</html>');
    assert.equal((await fetch(`${server.url}/weather?latitude=2&longitude=2`)).status, 502);
    await server.stop();
  });

  it('keeps to the calls that a day allows', async () => {
    const source = await forecasts();
    const server = await serverFor(source, { callsPerDay: 2 });
    const statuses = [];
    for (const latitude of [1, 2, 3])
      statuses.push((await fetch(`${server.url}/weather?latitude=${latitude}&longitude=0`)).status);
    assert.deepEqual(statuses, [200, 200, 502]);
    assert.equal(source.requests.length, 2);
    await server.stop();
  });

  it('lets no network ask for one new place after the other, but for known ones as often as it likes', async () => {
    const source = await forecasts();
    const server = await serverFor(source);
    const places = (from: number): string => {
      const latitudes = Array.from({ length: 100 }, (_, index) => (from + index) / 10);
      return `${server.url}/weather?latitude=${latitudes.join()}&longitude=${latitudes.map(() => 0).join()}`;
    };
    for (const from of [0, 100, 200]) assert.equal((await fetch(places(from))).status, 200);
    const refused = await fetch(places(300));
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal((await fetch(places(0))).status, 200);
    assert.equal(source.requests.length, 300);
    await server.stop();
  });

  it('names Open-Meteo and its licence with what comes from it', async () => {
    const server = await testServer({ recorded: true });
    const { headers } = await fetch(`${server.url}/weather?latitude=21.03&longitude=105.85`);
    assert.match(
      headers.get('link')!,
      /open-meteo\.com.*rel="via".*creativecommons\.org\/licenses\/by\/4\.0.*rel="license"/,
    );
    assert.match(headers.get('cache-control')!, /max-age=900/);
    const etag = headers.get('etag')!;
    const again = await rawRequest(`${server.url}/weather?latitude=21.03&longitude=105.85`, {
      headers: { 'If-None-Match': etag },
    });
    assert.equal(again.status, 304);
    await server.stop();
  });

  it('answers from the recording as if it had been asked now', async () => {
    const now = new Date('2030-01-02T20:40:00Z'); // 3:40 on 3 January in Vietnam
    const query = (more = ''): URLSearchParams =>
      new URLSearchParams(
        `latitude=16.05&longitude=108.2&current=temperature_2m,is_day&hourly=temperature_2m&daily=sunrise,temperature_2m_max&timezone=auto${more}`,
      );
    const local = await recordedWeather(SAMPLE, query(), now);
    assert.equal(local.current!['time'], '2030-01-03T03:30');
    assert.deepEqual(Object.keys(local.hourly!), ['time', 'temperature_2m']);
    assert.deepEqual([local.hourly!['time']![0], local.daily!['time']![0]], ['2030-01-03T00:00', '2030-01-03']);
    assert.match(String(local.daily!['sunrise']![0]), /^2030-01-03T0[5-6]:\d\d$/);
    assert.equal(local.current!['temperature_2m'], local.hourly!['temperature_2m']![3]);

    const unix = await recordedWeather(SAMPLE, query('&timeformat=unixtime&forecast_hours=30&forecast_days=2'), now);
    assert.equal(unix.current!['time'], Date.parse('2030-01-02T20:30:00Z') / 1000);
    assert.equal(unix.hourly!['time']![0], Date.parse('2030-01-02T20:00:00Z') / 1000);
    assert.deepEqual([unix.hourly!['time']!.length, unix.daily!['time']!.length], [30, 2]);
    assert.ok(Math.abs(unix.latitude - 16.05) < 0.2);

    const [report] = parseWeather(JSON.stringify(unix));
    assert.equal(report!.current!.time.getTime(), Date.parse('2030-01-02T20:30:00Z'));
    assert.equal(report!.days[0]!.date, '2030-01-03');
  });
});
