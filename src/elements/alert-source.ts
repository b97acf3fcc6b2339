import type { PublicAlert } from '../alerts/model.ts';
import { type AlertAnswer, type ReadAlertsOptions, readAlerts } from '../alerts/read.ts';
import type { Loading } from '../endpoint/endpoint-controller.ts';
import { once } from '../endpoint/response-cache.ts';

/** The alerts of a URL, with the whole alerts that a feed only points to. An answer is worked out once per page. */
export async function fetchAlerts(
  src: string,
  get: Loading['get'],
  { format = 'auto', places = [] }: Pick<ReadAlertsOptions, 'format' | 'places'> = {},
): Promise<PublicAlert[]> {
  const load = async (url: string): Promise<AlertAnswer> => {
    const { answer } = await get(url);
    return { body: answer.bytes, url: answer.url, contentType: answer.contentType };
  };
  const { answer } = await get(src);
  return once(answer, `alerts ${format} ${JSON.stringify(places)}`, ({ bytes, url, contentType }) =>
    readAlerts(bytes, { format, places, url, contentType, load }),
  );
}
