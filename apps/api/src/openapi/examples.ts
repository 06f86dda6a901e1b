import { type OpenAPIObject } from '@nestjs/swagger';
import { isLeftOut, ownSampleOf, sampleOf } from './field-samples.js';

/** What stands for the three numbers of a keypoint, which are not fields. */
const KEYPOINT = [0.42, 0.31, 0.97];

/** As much of a JSON schema as makes an example. */
interface Schema {
  $ref?: string;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
  type?: string;
  format?: string;
  nullable?: boolean;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}
interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: object;
}
interface Operation {
  requestBody?: { content?: Record<string, MediaType> };
  responses: Record<string, { content?: Record<string, MediaType> }>;
}

/** Gives every field and every body of JSON that has no example one; answers the names of those that have none. */
export function addExamples(document: OpenAPIObject): string[] {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const missing: string[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    if (name === 'Keypoint') schema.example ??= KEYPOINT;
    else addToFields(schema, [name], missing);
  }
  const make = (schema: Schema): unknown => {
    if (schema.$ref !== undefined) return make(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    if (schema.example !== undefined) return schema.example;
    const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
    if (parts[0]) return make(parts[0]);
    if (schema.properties) {
      return Object.fromEntries(
        Object.entries(schema.properties)
          .filter(([name]) => !isLeftOut(name, schema.required ?? []))
          .map(([name, field]) => [name, make(field)]),
      );
    }
    return schema.type === 'array' ? [make(schema.items ?? {})] : {};
  };
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, { requestBody, responses }] of Object.entries(operations) as [string, Operation][]) {
      for (const { content } of [requestBody ?? {}, ...Object.values(responses)]) {
        const json = content?.['application/json'];
        if (!json || json.example !== undefined || json.examples || json.schema?.format === 'binary') {
          continue;
        }
        if (json.schema) json.example = make(json.schema);
        else missing.push(`${method} ${path}`);
      }
    }
  }
  return missing;
}

/** @param place the schema, and the fields around */
function addToFields(schema: Schema, place: readonly string[], missing: string[]): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    addToField(field, place, name, missing);
  }
  if (schema.items) addToFields(schema.items, place, missing);
  for (const part of partsOf(schema)) addToFields(part, place, missing);
}

function addToField(field: Schema, place: readonly string[], name: string, missing: string[]): void {
  const inner = [...place, name];
  if (field.example !== undefined || field.$ref !== undefined) return;
  const own = ownSampleOf(place, name);
  if (own !== undefined) {
    field.example = own;
    return;
  }
  if (field.properties || partsOf(field).length > 0) return addToFields(field, inner, missing);
  // Items that are objects have fields of their own; others are told by the name of the list.
  if (field.items && (field.items.$ref ?? field.items.properties ?? partsOf(field.items)[0])) {
    return addToFields(field.items, inner, missing);
  }
  const sample = sampleOf(place, name, field.items ?? field);
  if (sample === undefined) missing.push(inner.join('.'));
  else field.example = field.items && !Array.isArray(sample) ? [sample] : sample;
}

function partsOf({ allOf = [], oneOf = [], anyOf = [] }: Schema): Schema[] {
  return [...allOf, ...oneOf, ...anyOf];
}
