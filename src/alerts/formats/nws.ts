import { at, first, isObject, type Json, list, object, objects, strings } from '../../documents/json.ts';
import { safeUrl } from '../../documents/urls.ts';
import type { AlertArea, AlertFormat, PublicAlert } from '../model.ts';
import { dateOf, gradesOf, messageTypeOf, ringOf, titleOf } from './fields.ts';

/**
 * Alerts of the US National Weather Service (https://www.weather.gov/documentation/services-web-api), as GeoJSON: CAP's
 * fields as properties of features, or as JSON-LD.
 */
export const nws: AlertFormat = {
  name: 'nws',

  matches(document) {
    if (!isObject(document)) return false;
    const features = featuresOf(document);
    if (features.some(isAlert)) return true;
    // Nothing in force: a collection without features that says where it is from.
    return (
      !features.length && isCollection(document) && /alerts|warning|watch|advisor/i.test(first(document, 'title') ?? '')
    );
  },

  parse(document) {
    return featuresOf(object(document)).filter(isAlert).flatMap(readFeature);
  },
};

const isCollection = (document: Json) => ['features', '@graph'].some((name) => Array.isArray(document[name]));

function featuresOf(document: Json): Json[] {
  return isCollection(document) ? objects(document['features'] ?? document['@graph']) : [document];
}

/** JSON-LD has no `properties`. */
const propertiesOf = (feature: Json) => object(feature['properties'] ?? feature);

function isAlert(feature: Json): boolean {
  const properties = propertiesOf(feature);
  return 'areaDesc' in properties && ('messageType' in properties || 'severity' in properties);
}

function readFeature(feature: Json): PublicAlert[] {
  const alert = propertiesOf(feature);
  const messageType = messageTypeOf({
    status: first(alert, 'status'),
    msgType: first(alert, 'messageType', 'msgType'),
    scope: first(alert, 'scope'),
  });
  const event = first(alert, 'event');
  const description = first(alert, 'description');
  const headline = titleOf(first(alert, 'headline'), event, description);
  if (!messageType || (!headline && messageType !== 'cancel')) return [];
  const senderId = first(alert, 'sender');
  const ends = dateOf(first(alert, 'ends'));
  const expires = dateOf(first(alert, 'expires'));
  return [
    {
      id: first(alert, 'id', '@id') ?? first(feature, 'id') ?? headline ?? '',
      headline: headline ?? '',
      event,
      description,
      instruction: first(alert, 'instruction'),
      ...gradesOf({
        severity: first(alert, 'severity'),
        urgency: first(alert, 'urgency'),
        certainty: first(alert, 'certainty'),
        categories: strings(alert['category']),
      }),
      sender: first(alert, 'senderName') ?? senderId,
      senderId,
      url: safeUrl(alert['web']),
      language: (first(alert, 'language') ?? 'en-us').toLowerCase(),
      sent: dateOf(first(alert, 'sent')),
      effective: dateOf(first(alert, 'effective')),
      onset: dateOf(first(alert, 'onset')),
      // `expires` is the message's; the event may last longer.
      expires: ends && expires && ends < expires ? expires : (ends ?? expires),
      areas: [readArea(feature, alert)],
      messageType,
      references: objects(alert['references']).flatMap((reference) => {
        const id = first(reference, 'identifier', '@id');
        return id ? { id, senderId: first(reference, 'sender'), sent: dateOf(first(reference, 'sent')) } : [];
      }),
    },
  ];
}

function readArea(feature: Json, alert: Json): AlertArea {
  const type = at(feature, 'geometry.type');
  const coordinates = list(at(feature, 'geometry.coordinates'));
  const shapes = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [];
  // GeoJSON puts the longitude first. A hole in an area is part of it: one warning too many does less harm.
  const polygons = shapes.flatMap((rings) => {
    const ring = ringOf(list(list(rings)[0]).map((point) => [...list(point)].slice(0, 2).reverse()));
    return ring ? [ring] : [];
  });
  const isPartial = 'geocode' in alert || polygons.length < shapes.length;
  return {
    name: first(alert, 'areaDesc') ?? '',
    ...(polygons.length && { polygons, ...(isPartial && { isPartial }) }),
  };
}
