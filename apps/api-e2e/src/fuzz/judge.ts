import path from 'node:path';
import { HTTP_STATUS, problemSchema, wireErrorSchema } from '@reclimb/contracts';
import * as z from 'zod';
import { type Actor, CANARIES, type Cast } from './cast.js';
import { type Answer } from './exchange.js';
import { type Attempt } from './requests.js';

/** Answered by HTTP itself below the routes, or by the conditions of a request, for any operation that has a body to send. */
const OF_HTTP: Readonly<Record<number, readonly number[]>> = { 200: [206, 304, 416] };

const problem = problemSchema.strict();
const acknowledgement = z.union([
  z.strictObject({ ok: z.literal(true), data: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: wireErrorSchema.strict() }),
]);

/** Stacks, statements and the words that libraries fail in. */
const INNARDS =
  /\n {4}at |node_modules|\.[jt]s:\d+|QueryFailedError|(Type|Range|Reference)Error|Cannot read propert|is not a function|Invariant|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) ["\w]+ |violates \w+|duplicate key|syntax error at|ECONN|ENOENT|EACCES/;

/** Says what is wrong with an answer; null when nothing is. */
export class Judge {
  private readonly places: readonly string[];

  /** @param dataDir of the server: none of its paths may be told. */
  constructor(
    private readonly cast: Cast,
    dataDir: string,
  ) {
    this.places = [dataDir, path.resolve(__dirname, '../../../..')];
  }

  ofAnswer({ actor, operation, request }: Attempt, answer: Answer): string | null {
    const { status, type, body } = answer;
    // Says of itself that something answers too slowly, which may be true of a busy machine.
    if (status === 503 && operation?.path === '/api/health/ready') return null;
    if (status >= 500) return `status ${status}: ${body.toString().slice(0, 300)}`;
    const isApi = request.path.startsWith('/api/v1/');
    if (operation && !documented(operation.responses, status)) return `status ${status} is not documented`;
    if (isApi && !operation && status < 400) return `status ${status} of what is not described`;
    const text = `${answer.headers}\n${body.toString('latin1')}`;
    const told = this.told(actor, text, request.path.includes(this.cast.shareToken));
    if (told) return told;
    // That a range lies beyond the end is said by HTTP's own headers.
    if (status === 416) return null;
    if (isApi && status >= 400 && request.method !== 'HEAD') return faultOfProblem(status, type, body);
    if (actor === 'admin' || actor === 'adminToken' || status >= 400) return null;
    const victim = [...this.cast.victimIds].find((id) => request.path.includes(id));
    return victim === undefined ? null : `status ${status} for what belongs to somebody else`;
  }

  /** The same for the answer to a message. */
  ofAcknowledgement(actor: Actor, answer: unknown): string | null {
    if (!acknowledgement.safeParse(answer).success) return 'not an acknowledgement';
    const { error } = answer as { error?: { code: string } };
    if (error?.code === 'internal' || error?.code === 'unavailable') return `answered ${error.code}`;
    return this.told(actor, JSON.stringify(answer), actor === 'viewer');
  }

  /** What a text tells that it must not. */
  told(actor: Actor, text: string, hasLink: boolean): string | null {
    const innards = INNARDS.exec(text)?.[0];
    if (innards !== undefined) return `tells of its innards: ${innards.trim()}`;
    const place = this.places.find((one) => text.includes(one));
    if (place !== undefined) return `tells a path of the server: ${place}`;
    const isAdmin = actor === 'admin' || actor === 'adminToken';
    const readable = new Set<string>([
      ...(isAdmin ? [CANARIES.metadata, CANARIES.name] : []),
      ...(hasLink ? [CANARIES.name, CANARIES.shared] : []),
    ]);
    const canary = Object.values(CANARIES).find((word) => !readable.has(word) && text.includes(word));
    if (canary === undefined) return null;
    return `tells the victim's data (${canary})`;
  }
}

function documented(responses: Readonly<Record<string, unknown>>, status: number): boolean {
  if (String(status) in responses) return true;
  return Object.entries(OF_HTTP).some(([base, others]) => base in responses && others.includes(status));
}

function faultOfProblem(status: number, type: string, body: Buffer): string | null {
  if (type !== 'application/problem+json') return `an error of the type ${type}`;
  let document: unknown;
  try {
    document = JSON.parse(body.toString());
  } catch {
    return 'a problem document that is no JSON';
  }
  const parsed = problem.safeParse(document);
  if (!parsed.success) return `not a problem document: ${z.prettifyError(parsed.error)}`;
  const { code } = parsed.data;
  return parsed.data.status === status && HTTP_STATUS[code] === status
    ? null
    : `${code} with the status ${status}`;
}
