import { type Chance, rubbish, spoilt } from '../chance.js';
import { type Schema, type SchemaValues } from './schema-values.js';

/** A body's content of one type, as the document describes it. */
export interface Content {
  readonly schema?: Schema;
}

interface Body {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes?: Buffer;
}

const DEEP = 20_000;

/** What claims to be JSON and is none, or more of it than anybody means. */
const NO_JSON = [
  '',
  '{',
  '[',
  'null',
  'undefined',
  '{"a":1}}',
  '[1e999]',
  '"\\ud800"',
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{}}}',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  '{"name":'.repeat(DEEP) + '1' + '}'.repeat(DEEP),
  '\ufeff{}',
  '{"name":"a","name":"b"}',
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/x-ndjson',
  'application/zip',
  'nonsense',
];

/** A body of one of an operation's types: right, nearly right or wild; sometimes where none is wanted. */
export function bodyOf(
  contents: Readonly<Record<string, Content>> | undefined,
  values: SchemaValues,
  archive: Buffer,
  chance: Chance,
): Body {
  if (contents === undefined) {
    return chance.below(15) === 0 ? wild(chance) : { headers: {} };
  }
  if (chance.below(12) === 0) return wild(chance);
  const type = chance.of(Object.keys(contents));
  const bytes = Buffer.from(rightBytes(type, contents[type]?.schema ?? {}, values, archive, chance));
  const headers = { 'content-type': type === 'multipart/form-data' ? `${type}; boundary=x` : type };
  return { headers, bytes: chance.below(8) === 0 ? damaged(bytes, chance) : bytes };
}

function rightBytes(
  type: string,
  schema: Schema,
  values: SchemaValues,
  archive: Buffer,
  chance: Chance,
): Buffer | string {
  const value = () => {
    const right = values.of(schema, chance);
    return chance.below(2) === 0 ? spoilt(right, chance) : right;
  };
  switch (type) {
    case 'application/json':
      return JSON.stringify(value()) ?? '';
    case 'application/x-ndjson': {
      const lines = value();
      return Array.isArray(lines)
        ? lines.map((line) => JSON.stringify(line)).join('\n')
        : (JSON.stringify(lines) ?? '');
    }
    case 'application/zip':
      return archive;
    case 'multipart/form-data': {
      const name = chance.of(['file', 'archive', '', '../../x']);
      const head = `--x\r\ncontent-disposition: form-data; name="${name}"; filename="../../etc/x.zip"\r\n\r\n`;
      return Buffer.concat([Buffer.from(head), archive, Buffer.from('\r\n--x--\r\n')]);
    }
    default:
      return chance.bytes(3_000);
  }
}

function wild(chance: Chance): Body {
  const bytes =
    chance.below(3) === 0
      ? JSON.stringify(rubbish(chance, 4))
      : chance.below(3) === 0
        ? chance.bytes(500)
        : chance.of(NO_JSON);
  return { headers: { 'content-type': chance.of(TYPES) }, bytes: Buffer.from(bytes ?? '') };
}

function damaged(bytes: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(
    bytes.subarray(0, chance.below(2) === 0 ? bytes.length : chance.below(bytes.length + 1)),
  );
  for (let times = chance.below(4); times > 0 && copy.length > 0; times--) {
    copy[chance.below(copy.length)] = chance.below(256);
  }
  return copy;
}
