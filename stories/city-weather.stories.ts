import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { getStorybookHelpers } from '@wc-toolkit/storybook-helpers';
import { html } from 'lit';
import { inTurn, json, never, notFound, problem, wrongShape, type Endpoints } from '../.storybook/endpoints.ts';
import '../src/elements/city-weather/city-weather.define.ts';
import type { CityWeather } from '../src/elements/city-weather/city-weather.ts';
import { WEATHER_CONDITIONS } from '../src/weather/model.ts';
import { metNorwayAnswer } from '../test/fixtures/weather/met-norway.ts';
import { marineAnswer } from '../test/fixtures/weather/open-meteo.ts';
import { currentAnswer, forecastAnswer } from '../test/fixtures/weather/openweathermap.ts';
import { air, climates, everything, typhoon, weather, weatherOf } from '../samples/weather.ts';

const { args, argTypes, template } = getStorybookHelpers<CityWeather>('city-weather');

/** What the endpoints answer, and the state in which the story ends. */
const answers = (endpoints: Endpoints, state: CityWeather['state'] = 'ready') => ({
  endpoints: { ...everything, ...endpoints },
  state,
});
const ALL = 'feels-like humidity wind rain uv sun hours days air warnings';

/** The documents with every `dt` moved to where the first of them is now. */
function asOfNow<Documents extends { current: { dt: number } }>(documents: Documents): unknown {
  const late = Math.floor(Date.now() / 1000) - documents.current.dt;
  const move = (key: string, value: unknown): unknown => (key === 'dt' ? Number(value) + late : value);
  return JSON.parse(JSON.stringify(documents, move));
}

type Canvas = { canvasElement: HTMLElement };

async function find(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const found = canvas.querySelector('city-weather')?.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The story never shows ${selector}.`);
}

const meta = {
  title: 'Elements/city-weather',
  component: 'city-weather',
  args: { ...args, places: 'ha-noi da-nang ho-chi-minh' },
  argTypes,
  render: (values) => template(values),
  parameters: answers({}),
} satisfies Meta<CityWeather>;

export default meta;
type Story = StoryObj<CityWeather>;

/** One place at a time. Arrow keys move between the places. */
export const Tabs: Story = {
  play: async ({ canvasElement }: Canvas) => {
    const tab = await find(canvasElement, '[role=tab]:nth-of-type(2)');
    tab.click();
    await find(canvasElement, '[role=tab]:nth-of-type(2)[aria-selected=true]');
  },
};

export const OnePlace: Story = { args: { places: 'da-nang' } };

/** A row a place. */
export const List: Story = { args: { layout: 'list' } };

/** A card a place. */
export const Cards: Story = { args: { layout: 'cards', show: 'feels-like humidity wind days', days: 3 } };

/** One line, for a page's head. */
export const Compact: Story = { args: { layout: 'compact', heading: '' } };

/** All that there is to show. */
export const Everything: Story = {
  args: { show: ALL, 'air-src': '/air', 'warnings-src': '/warnings', locate: true } as Story['args'],
};

/** Six hours and three days. */
export const Shorter: Story = { args: { hours: 6, days: 3 } };

/** An hour is read with the arrow keys or by pointing at it; the same stands in a table. */
export const Hours: Story = {
  args: { show: 'hours wind', places: 'da-nang' },
  play: async ({ canvasElement }: Canvas) => {
    const range = (await find(canvasElement, 'input[type=range]')) as HTMLInputElement;
    range.value = '9';
    range.dispatchEvent(new Event('input'));
    (await find(canvasElement, 'summary')).click();
    await find(canvasElement, '.point');
  },
};

/** Wind with its gusts in the chart, its sentence and its table. */
export const WindChart: Story = { args: { show: 'wind hours', chart: 'wind', places: 'da-nang' } };

/** Pressure, dew point and visibility beside the usual facts. */
export const MoreFacts: Story = { args: { show: 'feels-like humidity pressure dew-point visibility', places: 'hue' } };

/** Waves, swell, the water's temperature and the next tides. */
export const Sea: Story = {
  args: { show: 'wind sea', places: 'da-nang', 'sea-src': '/sea' } as Story['args'],
  parameters: answers({ '/sea': ({ url }) => json(marineAnswer(url)) }),
  play: async ({ canvasElement }: Canvas) => void (await find(canvasElement, '.sea')),
};

/** Places of one's own, as attribute and as children. */
export const OwnPlaces: Story = {
  args: { places: '' },
  render: () =>
    html`<city-weather places="Cù lao Chàm@15.95,108.51">
      <weather-place name="Phường Hoàng Mai" latitude="20.98" longitude="105.86"></weather-place>
      <weather-place name="Huế"></weather-place>
    </city-weather>`,
};

/** °F, miles and inches. */
export const Imperial: Story = { args: { units: 'imperial', show: 'feels-like wind rain hours days' } };

export const Loading: Story = { args: { timeout: 3600 }, parameters: answers({ '/weather': never }, 'loading') };

/** The endpoint has no report for the places. */
export const Empty: Story = { parameters: answers({ '/weather': json({ reports: [] }) }, 'empty') };

/** A refresh failed; the last report stays, with its time. */
export const Stale: Story = {
  parameters: answers({ '/weather': inTurn(weather(), notFound) }, 'stale'),
  play: async ({ canvasElement }: Canvas) => {
    await find(canvasElement, '[part=temperature]');
    await canvasElement.querySelector('city-weather')!.reload();
    await find(canvasElement, '[part=stale]');
  },
};

export const NotFound: Story = { parameters: answers({ '/weather': notFound }, 'error') };

export const WrongShape: Story = { parameters: answers({ '/weather': wrongShape }, 'error') };

/** The provider's limit is reached: nobody on the page asks again before its `Retry-After` is over. */
export const LimitReached: Story = {
  parameters: answers(
    { '/weather': problem(429, 'too-many-requests', { headers: { 'Retry-After': '600' } }) },
    'error',
  ),
};

/** A report from this morning is called old. */
export const OldReport: Story = { parameters: answers({ '/weather': weatherOf(5) }) };

/** What the source doesn't know is "–". */
export const Unknown: Story = {
  args: { places: 'hue' },
  parameters: answers({
    '/weather': json({
      reports: [
        { place: { name: 'Huế', latitude: 16.46, longitude: 107.59 }, current: { time: new Date().toISOString() } },
      ],
    }),
  }),
};

/** Air on the Vietnamese scale (QĐ 1459/QĐ-TCMT). */
export const AirVietnam: Story = { args: { show: 'air', 'air-scale': 'vn', 'air-src': '/air' } as Story['args'] };

/** Air on the scale of the US EPA, hazardous. */
export const AirHazardous: Story = {
  args: { show: 'air', 'air-scale': 'us', 'air-src': '/air' } as Story['args'],
  parameters: answers({ '/air': air(380, 452) }),
};

/** A typhoon: the official warning (CAP 1.2) stands above all. */
export const TyphoonWarning: Story = {
  args: {
    places: 'da-nang hue ha-noi',
    show: 'wind rain hours days warnings',
    'warnings-src': '/warnings',
  } as Story['args'],
  parameters: answers({
    '/weather': weather(climates.typhoon, climates.typhoon, climates['ha-noi']),
    '/warnings': typhoon,
  }),
};

/** The warning in full. */
export const WarningOpen: Story = {
  ...TyphoonWarning,
  play: async ({ canvasElement }: Canvas) => {
    (await find(canvasElement, '.warning summary')).click();
    await find(canvasElement, '.warning details[open]');
  },
};

/** The browser doesn't say where it is. */
export const LocateRefused: Story = {
  args: { places: 'hue', show: 'days', locate: true } as Story['args'],
  play: async ({ canvasElement }: Canvas) => {
    (await find(canvasElement, '[part=locate]')).click();
    await find(canvasElement, '.locate p:not(:empty)');
  },
};

/** 48 °C and dry wind. */
export const SaharaDay: Story = {
  args: { places: 'In Salah@27.2,2.48', show: 'feels-like humidity wind uv sun hours days' },
  parameters: answers({ '/weather': weather(climates.sahara) }),
};

/** −58 °C, ice fog, a short day. */
export const SiberianNight: Story = {
  args: { places: 'Oymyakon@63.46,142.79', show: 'feels-like humidity wind sun hours days' },
  parameters: answers({ '/weather': weather(climates.siberia) }),
};

/** The sun doesn't rise: no times are shown rather than wrong ones. */
export const PolarNight: Story = {
  args: { places: 'Longyearbyen@78.22,15.65', show: 'wind sun hours days' },
  parameters: answers({ '/weather': weather(climates['polar-night']) }),
};

/** MET Norway's Locationforecast, a request a place. */
export const MetNorway: Story = {
  args: { places: 'oslo', format: 'met-norway' },
  parameters: answers({
    '/weather': () =>
      json(
        metNorwayAnswer({
          from: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString(),
          complete: true,
        }),
      ),
  }),
};

/** OpenWeather through the site's own relay. */
export const OpenWeather: Story = {
  args: { places: 'ha-noi', format: 'openweathermap', hours: 8 },
  parameters: answers({ '/weather': () => json(asOfNow({ current: currentAnswer, forecast: forecastAnswer })) }),
};

/** Every code of the WMO table, by day and by night. */
export const EverySky: Story = {
  args: { places: '' },
  render: () => {
    const skies = WEATHER_CONDITIONS.flatMap((code) => [true, false].map((isDay) => ({ code, isDay })));
    const reports = skies.map(({ code, isDay }) => ({
      place: { name: `${code}${isDay ? '' : ' (đêm)'}` },
      current: { time: new Date().toISOString(), condition: code, isDay, temperature: 20 },
      hours: [],
      days: [],
    }));
    return html`<city-weather layout="list" show="" .data=${{ reports }}></city-weather>`;
  },
};
