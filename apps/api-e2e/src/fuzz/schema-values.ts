import { type Chance, uuidOf } from '../chance.js';

/** As much of an OpenAPI schema as values are made from. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  nullable?: boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** What a field of this name holds in reality: an id that exists, an address that somebody has. */
export type Known = (field: string, chance: Chance) => unknown;

const WORDS = ['slab', 'Überhang', 'a', '  spaced  ', '日本', '%_\\', "O'Neill", '=1+1', '<b>', 'x\ty'];
/** Texts that a schema describes by a pattern alone. */
const PATTERNED: Readonly<Record<string, readonly string[]>> = {
  mimeType: ['video/mp4', 'video/webm;codecs=vp9'],
  url: ['https://hooks.invalid/x', 'https://127.0.0.1/', 'http://169.254.169.254/latest'],
};

/** Values that a schema takes, most of the time: what it says in words alone is not known here. */
export class SchemaValues {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly known: Known,
  ) {}

  of(schema: Schema, chance: Chance, field = ''): unknown {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.split('/').at(-1) ?? '';
      if (name === 'Frame') return frame(chance);
      return this.of(this.schemas[name] ?? {}, chance, field);
    }
    if (schema.nullable && chance.below(5) === 0) return null;
    const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
    if (choices) return this.of(chance.of(choices), chance, field);
    if (schema.enum) return chance.of(schema.enum);
    const known = this.known(field, chance);
    if (known !== undefined && schema.type !== 'array') return known;
    return this.plain(schema, chance, field);
  }

  private plain(schema: Schema, chance: Chance, field: string): unknown {
    switch (schema.type) {
      case 'object': {
        const properties = Object.entries(schema.properties ?? {});
        const taken = properties.filter(([name]) => schema.required?.includes(name) || chance.below(2) === 0);
        return Object.fromEntries(taken.map(([name, inner]) => [name, this.of(inner, chance, name)]));
      }
      case 'array': {
        const least = schema.minItems ?? 0;
        const length = Math.min(schema.maxItems ?? 5, least + chance.below(4));
        return Array.from({ length }, () => this.of(schema.items ?? {}, chance, field));
      }
      case 'boolean':
        return chance.below(2) === 0;
      case 'integer':
      case 'number':
        return number(schema, chance);
      default:
        return text(schema, chance, field);
    }
  }
}

function number({ type, minimum = 0, maximum = 100 }: Schema, chance: Chance): number {
  const span = Math.min(maximum, minimum + 1_000) - minimum;
  const drawn = chance.of([minimum, maximum, minimum + (span * chance.below(1_000)) / 1_000]);
  return type === 'integer' ? Math.round(drawn) : drawn;
}

function text({ format, minLength = 0, maxLength = 60 }: Schema, chance: Chance, field: string): string {
  if (format === 'uuid') return uuidOf(chance);
  if (format === 'date-time') return new Date(1.7e12 + chance.below(1e9)).toISOString();
  if (format === 'email') return `climber-${chance.below(1_000)}@example.org`;
  const patterned = PATTERNED[field];
  if (patterned) return chance.of(patterned);
  if (chance.below(20) === 0) return 'x'.repeat(maxLength);
  return chance.of(WORDS).padEnd(minLength, '.').slice(0, maxLength);
}

/** A right frame, of whatever number. */
function frame(chance: Chance): unknown {
  const frameNumber = chance.below(8);
  const keypoints = Array.from({ length: 17 }, (_, index) => [index / 20, chance.below(100) / 100, 0.5]);
  return { frameNumber, timestamp: frameNumber / 30, poses: [{ score: 0.5, keypoints }] };
}
