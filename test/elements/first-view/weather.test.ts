import { expect } from '@open-wc/testing';
import type { CityWeather } from '../../../src/elements/city-weather/city-weather.ts';
import { show } from '../../../src/elements/city-weather/first-view.ts';
import { openMeteoAnswer } from '../../fixtures/weather/open-meteo.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { becomesReady, place, refusal } from './helpers.ts';

const ANSWER = json(
  openMeteoAnswer(
    '/v1/forecast?latitude=21.03,16.07&longitude=105.85,108.22&timezone=auto&timeformat=unixtime&wind_speed_unit=ms' +
      '&current=temperature_2m,weather_code,is_day,apparent_temperature,relative_humidity_2m,wind_speed_10m,wind_direction_10m' +
      '&hourly=temperature_2m,weather_code,is_day,precipitation,precipitation_probability,wind_speed_10m,wind_direction_10m' +
      '&daily=weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,precipitation_probability_max',
  ),
);

describe('the first view of <city-weather>', () => {
  const tabs = (tag: Element): HTMLElement[] => [...tag.shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]')];
  const summary = (tag: Element): string => tag.shadowRoot!.querySelector('.summary')!.textContent.trim();

  for (const [what, markup] of [
    ['the air', '<city-weather places="ha-noi" show="air"></city-weather>'],
    ['a place that nobody knows', '<city-weather src="/x" places="atlantis-nova"></city-weather>'],
    ['no place of the provider', '<city-weather></city-weather>'],
  ] as const) {
    it(`leaves ${what} to the element`, async () => {
      const tag = place(markup);
      await refusal(show(tag));
      expect(tag.shadowRoot).to.equal(null);
      tag.remove();
    });
  }

  it('leaves several widgets, which put their questions together, to the element', async () => {
    const { url } = await endpoint(ANSWER);
    const tags = ['ha-noi', 'da-nang'].map((key) =>
      place(`<city-weather src="${url}" places="${key}"></city-weather>`),
    );
    for (const tag of tags) await refusal(show(tag));
    for (const tag of tags) tag.remove();
  });

  it('says the first words; the element goes on with the tab that was chosen, and asks nothing twice', async () => {
    const { url, asked } = await endpoint(ANSWER);
    const tag = place(`<city-weather src="${url}" places="ha-noi da-nang" lang="vi"></city-weather>`);
    await show(tag);
    expect(tabs(tag).map(({ textContent }) => textContent.trim())).to.deep.equal(['Hà Nội', 'Đà Nẵng']);
    expect(summary(tag)).to.match(/^Hà Nội, /);
    tabs(tag)[1]!.focus();
    tabs(tag)[1]!.click();
    const [, second] = tabs(tag);
    expect(summary(tag)).to.match(/^Đà Nẵng, /);
    expect(tag.shadowRoot!.activeElement).to.equal(second);

    await import('../../../src/hydrate.ts');
    await import('../../../src/elements/city-weather/city-weather.define.ts');
    const weather = tag as CityWeather;
    await becomesReady(weather);
    expect(summary(weather)).to.match(/^Đà Nẵng, /);
    expect(tabs(weather)[1]).to.equal(second);
    expect(weather.shadowRoot!.activeElement).to.equal(second);
    await until(() => weather.shadowRoot!.querySelector('.hours'), 'the details are on show');
    expect(tabs(weather)[1]).to.equal(second);
    expect(await asked()).to.have.length(1);
    tabs(weather)[0]!.click();
    await weather.updateComplete;
    expect(summary(weather)).to.match(/^Hà Nội, /);
  });
});
