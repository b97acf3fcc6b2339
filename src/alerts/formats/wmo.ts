import { first, isObject, type Json, objects } from '../../documents/json.ts';
import { safeUrl } from '../../documents/urls.ts';
import { ALERT_CERTAINTIES, ALERT_SEVERITIES, ALERT_URGENCIES, type AlertFormat, type PublicAlert } from '../model.ts';
import { dateOf, messageTypeOf } from './fields.ts';

/** Whole alerts stand under this address, whoever handed on the register. */
const CAP_FILES = 'https://severeweather.wmo.int/v2/cap-alerts/';

/**
 * The register of the WMO's Severe Weather Information Centre, `wmo_all.json`: what the weather services of the world
 * have in force, each with the address of its CAP alert. Grades are numbers, 0 unknown to 4 gravest; times are in UTC.
 */
export const wmo: AlertFormat = {
  name: 'wmo',
  isRegister: true,

  matches(document) {
    if (!isObject(document) || !Array.isArray(document['items'])) return false;
    const [item] = objects(document['items']);
    return item ? 'event' in item && ('capURL' in item || 's' in item) : 'itemCount' in document;
  },

  parse(document) {
    return objects((document as Json)['items']).flatMap(readItem);
  },
};

function readItem(item: Json): PublicAlert[] {
  const event = first(item, 'event');
  const headline = first(item, 'headline') ?? event;
  const messageType = messageTypeOf({
    status: first(item, 'status'),
    msgType: first(item, 'msgType'),
    scope: first(item, 'scope'),
  });
  // The register doesn't say what a cancellation cancels; the alert itself does.
  if (!headline || !messageType || messageType === 'cancel') return [];
  const path = first(item, 'capURL', 'url');
  const name = first(item, 'areaDesc');
  return [
    {
      id: first(item, 'id', 'identifier') ?? path ?? headline,
      headline,
      event,
      severity: grade(ALERT_SEVERITIES, item['s']),
      urgency: grade(ALERT_URGENCIES, item['u']),
      certainty: grade(ALERT_CERTAINTIES, item['c']),
      categories: [],
      sender: first(item, 'sender'),
      source: path ? safeUrl(path, CAP_FILES) : undefined,
      sent: utc(item, 'sent'),
      effective: utc(item, 'effective'),
      onset: utc(item, 'onset'),
      expires: utc(item, 'expires'),
      areas: name ? [{ name }] : [],
      messageType,
      references: [],
    },
  ];
}

function grade<Value>(values: readonly Value[], number: unknown): Value {
  const unknown = values.at(-1)!;
  return Number.isInteger(number) && Number(number) > 0 ? (values[4 - Number(number)] ?? unknown) : unknown;
}

/** `2026-11-24 05:00:00`, or CAP's own form. */
function utc(item: Json, name: string): Date | undefined {
  const text = first(item, name);
  return dateOf(text && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}
