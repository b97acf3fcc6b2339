import { first, isObject, type Json, list, object, objects, string, strings } from '../../documents/json.ts';
import { safeUrl } from '../../documents/urls.ts';
import type { AlertArea, AlertFormat, AlertReference, PublicAlert } from '../model.ts';
import { dateOf, gradesOf, messageTypeOf, pointOf, referencesOf, ringOf, titleOf } from './fields.ts';

/**
 * The model itself: `{ "alerts": [PublicAlert, …] }`, or the list alone. A headline, an event or a description is needed.
 * Instants are `Date`s or ISO 8601 texts with a zone; an area may be its name.
 */
export const alerts: AlertFormat = {
  name: 'alerts',

  matches(document) {
    const items = isObject(document) ? document['alerts'] : document;
    return Array.isArray(items) && (!items.length || objects(items).some((item) => !!headlineOf(item)));
  },

  parse(document, { url }) {
    return objects(isObject(document) ? document['alerts'] : document).flatMap((item) => readItem(item, url));
  },
};

function headlineOf(item: Json): string | undefined {
  return titleOf(first(item, 'headline', 'title'), first(item, 'event'), first(item, 'description'));
}

function readItem(item: Json, base: string | undefined): PublicAlert[] {
  const messageType = messageTypeOf({
    status: first(item, 'status'),
    msgType: first(item, 'messageType', 'msgType'),
    scope: first(item, 'scope'),
  });
  const headline = headlineOf(item) ?? '';
  if (!messageType || (!headline && messageType !== 'cancel')) return [];
  return [
    {
      id: first(item, 'id', 'identifier') ?? headline,
      headline,
      event: first(item, 'event'),
      description: first(item, 'description'),
      instruction: first(item, 'instruction'),
      contact: first(item, 'contact'),
      ...gradesOf({
        severity: first(item, 'severity'),
        urgency: first(item, 'urgency'),
        certainty: first(item, 'certainty'),
        categories: strings(item['categories'] ?? item['category']),
      }),
      sender: first(item, 'sender'),
      senderId: first(item, 'senderId'),
      url: safeUrl(item['url'], base),
      source: safeUrl(item['source'], base),
      language: first(item, 'language')?.toLowerCase(),
      sent: instant(item['sent']),
      effective: instant(item['effective']),
      onset: instant(item['onset']),
      expires: instant(item['expires']),
      areas: [item['areas'] ?? []].flat().flatMap((area) => readArea(area) ?? []),
      messageType,
      references: readReferences(item['references']),
    },
  ];
}

function instant(value: unknown): Date | undefined {
  return value instanceof Date
    ? dateOf(Number.isNaN(value.getTime()) ? '' : value.toISOString())
    : dateOf(string(value));
}

function readReferences(references: unknown): AlertReference[] {
  if (typeof references === 'string') return referencesOf(references);
  return objects(references).flatMap((reference) => {
    const id = first(reference, 'id', 'identifier');
    const senderId = first(reference, 'senderId', 'sender');
    return id ? { id, senderId, sent: instant(reference['sent']) } : [];
  });
}

function readArea(value: unknown): AlertArea | undefined {
  const area = object(value);
  const name = string(value) ?? first(area, 'name') ?? '';
  const rings = list(area['polygons']);
  const discs = objects(area['circles']);
  const polygons = rings.flatMap((ring) => {
    const read = ringOf(list(ring).map(list));
    return read ? [read] : [];
  });
  const circles = discs.flatMap(({ latitude, longitude, radius }) => {
    const point = pointOf(latitude, longitude);
    return point && typeof radius === 'number' && radius > 0 ? { latitude: point[0], longitude: point[1], radius } : [];
  });
  const hasShape = polygons.length > 0 || circles.length > 0;
  if (!name && !hasShape) return undefined;
  const isPartial = area['isPartial'] === true || polygons.length < rings.length || circles.length < discs.length;
  return {
    name,
    ...(polygons.length && { polygons }),
    ...(circles.length && { circles }),
    ...(hasShape && isPartial && { isPartial }),
  };
}
