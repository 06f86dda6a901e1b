import { type Chance, rubbish, spoilt, uuidOf } from '../chance.js';
import { type Actor, ACTORS, type Cast } from './cast.js';
import { type Request } from './exchange.js';
import { bodyOf, type Content } from './request-bodies.js';
import { type Schema, SchemaValues } from './schema-values.js';

/** As much of an OpenAPI document as requests are made from. */
export interface Description {
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, Schema> };
}
interface DescribedOperation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

/** One of the document's operations. */
export interface Operation extends DescribedOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

/** A request, who makes it, and which operation it means (undefined: none that is described). */
export interface Attempt {
  readonly actor: Actor;
  readonly operation: Operation | undefined;
  readonly request: Request;
}

/** What is costly, or puts the asker out, is asked less often. */
const RARE = /login|logout|password|reset|register|users$|demo|export|import|deletion/;
const RARE_SHARE = 4;

const GARBAGE = [
  '',
  '%00',
  '%ff%fe',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  'null',
  '-1',
  '1e9',
  '%27%3B--',
  '[object%20Object]',
];

/** Paths that no operation has. */
const STRAY_PATHS = [
  '/api/v1/nothing',
  '/api/v1/../../package.json',
  '/api/v1/sessions//frames',
  '/api/v1/%00',
  '/models/..%2f..%2fpackage.json',
  '/models/movenet-lightning/..%5c..%5cmodel.json',
  '/mediapipe/pose/..%2f..%2f..%2fpackage.json',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/.env',
  '/%c0%ae%c0%ae/',
  '/s/%00',
  '/embed/..%2f',
  '/socket.io/?EIO=4&transport=polling&sid=nobody',
  '/socket.io/?EIO=9',
  '/api/openapi.json?x[]=1',
];

/** What a client may send along that changes how it is answered. */
const STRAY_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { range: 'bytes=0-0' },
  { range: 'bytes=99999999999-' },
  { range: 'bytes=-0,1-2,5' },
  { 'if-none-match': '*' },
  { 'if-range': '"x"', range: 'bytes=0-5' },
  { accept: 'application/x-ndjson' },
  { accept: 'text/html;q=2, */*' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'nonsense' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
  { authorization: 'Bearer rclmb_guess' },
  { authorization: 'Basic YTpi' },
  { cookie: 'reclimb_login=%00; a' },
  { cookie: 'x'.repeat(4000) },
  { 'x-forwarded-for': '\t, 1.2.3.4, nonsense' },
  { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https, http' },
  { 'user-agent': '\u00e9'.repeat(1000) },
  { 'x-http-method-override': 'DELETE' },
];

/** All operations of a document. */
export function operationsOf({ paths }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      ...described,
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
    })),
  );
}

/** Makes requests by chance: right ones, nearly right ones and wild ones. */
export class Requests {
  private readonly operations: readonly Operation[];

  constructor(
    private readonly description: Description,
    private readonly cast: Cast,
    private readonly archive: Buffer,
  ) {
    this.operations = operationsOf(description);
  }

  make(chance: Chance): Attempt {
    const actor = chance.of(ACTORS);
    // Each address is slowed down for itself: here every request comes from another one.
    const from = { 'x-forwarded-for': `10.${chance.below(256)}.${chance.below(256)}.${chance.below(256)}` };
    const own = { ...from, ...this.cast.headers(actor) };
    if (chance.below(40) === 0) {
      const method = chance.of(['GET', 'POST', 'OPTIONS', 'PROPFIND', 'DELETE']);
      const request = { method, path: chance.of(STRAY_PATHS), headers: own };
      return { actor, operation: undefined, request };
    }
    const operation = this.draw(chance);
    const method = chance.below(50) === 0 ? chance.of(['HEAD', 'PUT', 'PATCH', 'TRACE']) : operation.method;
    const values = this.valuesFor(operation, actor, chance);
    const body = bodyOf(operation.requestBody?.content, values, this.archive, chance);
    const stray = chance.below(6) === 0 ? chance.of(STRAY_HEADERS) : {};
    const meant = method === 'HEAD' ? 'GET' : method;
    return {
      actor,
      operation: this.operations.find((one) => one.method === meant && one.path === operation.path),
      request: {
        method,
        path: this.pathOf(operation, actor, chance) + queryOf(operation, values, chance),
        headers: { ...own, ...body.headers, ...stray },
        body: body.bytes,
      },
    };
  }

  private draw(chance: Chance): Operation {
    const operation = chance.of(this.operations);
    return RARE.test(operation.path) && chance.below(RARE_SHARE) > 0 ? this.draw(chance) : operation;
  }

  /** An administrator may remove what is anybody's; the victim has to stay, though. */
  private spares(operation: Operation, actor: Actor): boolean {
    return operation.method !== 'GET' && (actor === 'admin' || actor === 'adminToken');
  }

  private pathOf(operation: Operation, actor: Actor, chance: Chance): string {
    const segments = operation.path.split('/');
    return segments
      .map((segment, index) => {
        if (!segment.startsWith('{')) return segment;
        if (chance.below(12) === 0) return chance.of([...GARBAGE, 'x'.repeat(3_000)]);
        if (segment === '{frameNumber}') return String(chance.below(40));
        const kind = segments[index - 1] ?? '';
        const known = this.cast.idOf(kind, actor, chance, this.spares(operation, actor));
        return known ?? uuidOf(chance);
      })
      .join('/');
  }

  private valuesFor(operation: Operation, actor: Actor, chance: Chance): SchemaValues {
    const { email, password } = this.cast.credentials;
    return new SchemaValues(this.description.components.schemas, (field) => {
      switch (field) {
        case 'ids':
        case 'sessionId':
          return this.cast.idOf('sessions', actor, chance, this.spares(operation, actor));
        case 'email':
          // Nobody is to have the victim's address, and its words with it.
          return chance.below(3) === 0 && /login$/.test(operation.path) ? chance.of(email) : undefined;
        case 'password':
        case 'currentPassword':
          return chance.of(password);
        default:
          return undefined;
      }
    });
  }
}

function queryOf(operation: Operation, values: SchemaValues, chance: Chance): string {
  const pairs: string[] = [];
  for (const { name, in: place, required, schema } of operation.parameters ?? []) {
    if (place !== 'query' || chance.below(10) >= (required ? 9 : 3)) continue;
    const right = values.of(schema, chance, name);
    for (let times = chance.below(20) === 0 ? 2 : 1; times > 0; times--) {
      const value = chance.below(3) === 0 ? spoilt(right, chance) : right;
      pairs.push(`${name}=${encodeURIComponent(inWords(value))}`);
    }
  }
  if (chance.below(20) === 0) {
    pairs.push(chance.of(['x=1', '__proto__=1', 'limit[]=5', '%ff=%ff', '&&==', 'id=1']));
  }
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

const inWords = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 4_000);

/** A payload of a socket's event, by the same chance. */
export function payloadOf(valid: unknown, chance: Chance): unknown {
  if (chance.below(10) === 0) return rubbish(chance, 3);
  return chance.below(2) === 0 ? spoilt(valid, chance) : valid;
}
