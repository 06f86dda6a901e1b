import { type OpenAPIObject } from '@nestjs/swagger';
import {
  type ErrorCode,
  ERROR_CODES,
  HTTP_STATUS,
  problemSchema,
  fieldErrorSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { DomainError, type ErrorDetails } from '../errors/domain-error.js';
import { toProblem } from '../errors/problem.filter.js';
import { PROBLEMS_EXTENSION, PUBLIC_EXTENSION } from './extensions.js';

/** An example of each refusal, in the words that a caller may read. */
const EXAMPLES: Readonly<Record<ErrorCode, { message: string; details?: ErrorDetails }>> = {
  validation_failed: {
    message: 'name: Unknown field',
    details: { errors: [{ path: 'name', message: 'Unknown field' }] },
  },
  unauthenticated: { message: 'Please log in' },
  forbidden: { message: 'The token lacks the scope sessions:write' },
  not_found: { message: 'There is no such session' },
  conflict: { message: 'The session is not being recorded any more: it is completed' },
  gap: {
    message: 'Something before this has not arrived; go on from the next position',
    details: { nextFrameNumber: 120, nextVideoOffset: 65_536 },
  },
  payload_too_large: { message: 'The request is too large' },
  rate_limited: { message: 'Too many attempts; try again in 8 seconds', details: { retryAfter: 8 } },
  quota_exceeded: { message: 'An account has at most 20 webhooks' },
  storage_full: { message: 'The server has no space left' },
  unavailable: { message: 'The database does not answer, try again' },
  internal: { message: 'Something went wrong on the server' },
};

/** As much of an operation as is read and written here. */
interface Operation {
  parameters?: { in: string }[];
  requestBody?: unknown;
  responses: Record<string, { description: string; content?: object }>;
  security?: Record<string, string[]>[];
  summary?: string;
  [PUBLIC_EXTENSION]?: boolean;
  [PROBLEMS_EXTENSION]?: ErrorCode[];
}

/** Describes how each operation refuses: what follows from its form, and what its decorator names. */
export function describeProblems(document: OpenAPIObject): void {
  const registry = z.registry<{ id: string }>();
  registry.add(problemSchema, { id: 'Problem' });
  registry.add(fieldErrorSchema, { id: 'FieldError' });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'openapi-3.0',
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
  });
  for (const schema of Object.values(schemas)) {
    delete schema.$id;
    delete schema.$schema;
  }
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, ...(schemas as object) };
  for (const operations of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(operations) as [string, Operation][]) {
      const codes = codesOf(method, operation);
      if (!operation[PUBLIC_EXTENSION]) operation.security = [{ cookie: [] }, { bearer: [] }];
      else operation.security = [];
      delete operation[PUBLIC_EXTENSION];
      delete operation[PROBLEMS_EXTENSION];
      for (const [status, response] of Object.entries(operation.responses)) {
        response.description ||= status === '204' ? 'It is done' : (operation.summary ?? 'The answer');
      }
      for (const status of new Set(codes.map((code) => HTTP_STATUS[code]))) {
        operation.responses[status] ??= problemAnswer(codes.filter((code) => HTTP_STATUS[code] === status));
      }
    }
  }
}

/**
 * On every route, open ones too, is refused who asks too often, whose `Authorization` is none, and whose body cannot be read
 * though none is asked for.
 */
const ALWAYS: readonly ErrorCode[] = [
  'validation_failed',
  'unauthenticated',
  'rate_limited',
  'unavailable',
  'internal',
];
/** What changes nothing may be asked for by pages of other sites. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['get', 'head', 'options']);

function codesOf(method: string, operation: Operation): ErrorCode[] {
  const isPublic = operation[PUBLIC_EXTENSION] === true;
  const parameters = operation.parameters ?? [];
  const codes = new Set<ErrorCode>([...(operation[PROBLEMS_EXTENSION] ?? []), ...ALWAYS]);
  if (!isPublic || !SAFE_METHODS.has(method)) codes.add('forbidden');
  if (parameters.some((parameter) => parameter.in === 'path')) codes.add('not_found');
  if (operation.requestBody) codes.add('payload_too_large');
  return ERROR_CODES.filter((code) => codes.has(code));
}

function problemAnswer(codes: readonly ErrorCode[]) {
  const problems = codes.map((code) => {
    const { message, details } = EXAMPLES[code];
    return [code, toProblem(new DomainError(code, message, details && { details }))] as const;
  });
  return {
    description: [...new Set(problems.map(([, { title }]) => title))].join('; '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(problems.map(([code, value]) => [code, { value }])),
      },
    },
  };
}
