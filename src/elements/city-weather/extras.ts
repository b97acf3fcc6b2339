import type { Loading } from '../../endpoint/endpoint-controller.ts';
import type { WeatherReport } from '../../weather/model.ts';
import type { CityWeather } from './city-weather.ts';

/** Milliseconds that the report waits for the air and the warnings; they are added when they come. */
const PATIENCE = 1500;

/** The air and the warnings come from elsewhere: the report doesn't wait long for them, nor fail with them. */
export async function addExtras(host: CityWeather, reports: WeatherReport[], loading: Loading): Promise<void> {
  const { airSrc, warningsSrc, wanted } = host;
  const { locale } = host.texts;
  const scale = host.airScale ?? (locale.startsWith('vi') ? 'vn' : 'us');
  const extras = {
    air:
      wanted.show.includes('air') &&
      import('./air-view.ts').then(({ addAir }) => addAir(reports, airSrc, scale, loading)),
    warnings:
      warningsSrc &&
      import('./warnings-view.ts').then(({ addWarnings }) => addWarnings(reports, warningsSrc, locale, loading)),
  };
  const pending = Object.entries(extras).flatMap(([name, extra]) =>
    extra
      ? extra.then(
          () => host.requestUpdate(),
          (error: unknown) => {
            if (!loading.signal.aborted) host.complain(`${name}: ${String(error)}`);
          },
        )
      : [],
  );
  await Promise.race([Promise.all(pending), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}
