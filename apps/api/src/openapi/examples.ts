import { type OpenAPIObject } from '@nestjs/swagger';

/** What stands for a field of this name in an example. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  name: 'Blue slab',
  description: 'Second try, without the heel hook',
  failureReason: 'The uploaded video is not there any more',
  email: 'ada@example.org',
  password: 'correct horse',
  currentPassword: 'correct horse',
  newPassword: 'battery staple',
  tags: ['slab', 'project'],
  model: 'movenet-lightning',
  mimeType: 'video/mp4',
  imageWidth: 640,
  imageHeight: 480,
  width: 640,
  height: 480,
  frameCount: 1800,
  nextFrameNumber: 120,
  nextVideoOffset: 65_536,
  duration: 60,
  timestamp: 12.5,
  score: 0.93,
  label: 'Crux',
  kind: 'note',
  url: '/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video',
  thumbnailUrl: '/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail',
  videoFilePath: 'sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4',
  token: 'rclmb_8nV2kQ7yZ0m4t1xW5c9b3f6h8j2l4p7s0d3g6k9n2q',
  nextCursor: null,
  orphans: ['sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail.webp'],
  missing: ['sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail.webp'],
};

const ID = '0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11';
const MOMENT = '2025-06-01T17:30:00.000Z';
const KEYPOINT = [0.42, 0.31, 0.97];

/** As much of a JSON schema as makes an example. */
interface Schema {
  $ref?: string;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
  type?: string;
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  minimum?: number;
  minLength?: number;
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

/** Gives every body of JSON that has no example one that is made from its schema. */
export function addExamples(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const make = (schema: Schema, name = ''): unknown => {
    if (schema.$ref !== undefined) {
      const target = schema.$ref.split('/').at(-1) ?? '';
      return target === 'Keypoint' ? KEYPOINT : make(schemas[target] ?? {}, name);
    }
    const [part] = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
    if (part) return make(part, name);
    if (schema.example !== undefined) return schema.example;
    if (schema.enum) return schema.enum[0];
    if (schema.format === 'uuid') return ID;
    if (schema.format === 'date-time') return MOMENT;
    if (schema.format === 'date') return MOMENT.slice(0, 10);
    if (schema.properties) {
      return Object.fromEntries(
        Object.entries(schema.properties).map(([field, inner]) => [field, make(inner, field)]),
      );
    }
    const sample = SAMPLES[name];
    if (sample !== undefined) return sample;
    if (schema.type === 'array') return [make(schema.items ?? {}, name)];
    if (schema.type === 'boolean') return schema.default ?? false;
    if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
    if (schema.type === 'string') return schema.default ?? 'text'.padEnd(schema.minLength ?? 0, '.');
    return {};
  };
  for (const operations of Object.values(document.paths)) {
    for (const { requestBody, responses } of Object.values(operations) as Operation[]) {
      for (const { content } of [requestBody ?? {}, ...Object.values(responses)]) {
        const json = content?.['application/json'];
        if (json?.schema && json.example === undefined && !json.examples) json.example = make(json.schema);
      }
    }
  }
}
