import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import openapi from '../../../docs/endpoints/openapi.json' with { type: 'json' };

/** OpenAPI 3.1 is JSON Schema 2020-12 with words of its own, which strict mode would refuse. */
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(openapi, 'openapi.json');

/** Fails unless `body` is what docs/endpoints/openapi.json calls by this name. */
export function assertValid(body: unknown, name: keyof typeof openapi.components.schemas): void {
  const validate = ajv.getSchema(`openapi.json#/components/schemas/${name}`);
  assert.ok(validate, name);
  void validate(body);
  assert.deepEqual(validate.errors ?? [], [], `${name}: ${JSON.stringify(body).slice(0, 300)}`);
}
