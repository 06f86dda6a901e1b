import { type OpenAPIObject } from '@nestjs/swagger';
import { descriptionOf } from './field-descriptions.js';

/** As much of a JSON schema as is walked through. */
interface Schema {
  $ref?: string;
  description?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** Gives every field and parameter its description; answers the names of those that have none. */
export function describeFields(document: OpenAPIObject): string[] {
  const missing: string[] = [];
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const walk = (schema: Schema, place: readonly string[]): void => {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      describe(field, place, name);
      // Only what has a type can be null besides (OpenAPI 3.0).
      const target = schemas[field.allOf?.[0]?.$ref?.split('/').at(-1) ?? ''];
      if (field.nullable && !field.type && target?.type) field.type = target.type;
      // Of a closed list only what stands in it is allowed, null too.
      if (field.nullable && field.enum && !field.enum.includes(null)) field.enum.push(null);
      walk(field, [...place, name]);
    }
    if (schema.items) walk(schema.items, place);
    for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
      walk(part, place);
    }
  };
  const describe = (field: Schema, place: readonly string[], name: string): void => {
    if (field.description) return;
    const description = descriptionOf(place, name);
    if (description === undefined) missing.push([...place, name].join('.'));
    else if (field.$ref === undefined) field.description = description;
    else {
      // Beside a reference nothing else counts.
      field.allOf = [{ $ref: field.$ref }];
      delete field.$ref;
      field.description = description;
    }
  };
  for (const [name, schema] of Object.entries(schemas)) walk(schema, [name]);
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations) as { parameters?: (Schema & { name: string })[] }[]) {
      for (const parameter of operation.parameters ?? []) describe(parameter, ['?'], parameter.name);
    }
  }
  return missing;
}
