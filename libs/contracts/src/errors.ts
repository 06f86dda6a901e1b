import * as z from 'zod';

/** The closed list of error words. REST problem documents and socket acknowledgements use the same ones. */
export const ERROR_CODES = [
  'validation_failed',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'gap',
  'payload_too_large',
  'rate_limited',
  'quota_exceeded',
  'storage_full',
  'unavailable',
  'internal',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The HTTP status that carries each code over REST. Exhaustive: a new code does not compile until it is mapped. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  validation_failed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gap: 409,
  payload_too_large: 413,
  rate_limited: 429,
  quota_exceeded: 403,
  storage_full: 507,
  unavailable: 503,
  internal: 500,
};

/**
 * Codes that say "the same request may succeed later". A recorder keeps its data and tries again on these; on every
 * other code repeating the request is pointless.
 */
export const RETRYABLE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'rate_limited',
  'storage_full',
  'unavailable',
  'internal',
]);

/** One refused field: where it is (dotted path, empty for the whole) and what is wrong with it. */
export const fieldErrorSchema = z
  .object({ path: z.string(), message: z.string() })
  .meta({ id: 'FieldError' });
/** See {@link fieldErrorSchema}. */
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** What a refused socket message is answered with. `details` depends on the code (`gap`: the next positions). */
export const wireErrorSchema = z
  .object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'WireError' });
/** See {@link wireErrorSchema}. */
export type WireError = z.infer<typeof wireErrorSchema>;

/** Every socket message from a client is acknowledged with this. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: WireError };

/** `application/problem+json` (RFC 9457) as every refused REST request is answered. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(ERROR_CODES),
    errors: z.array(fieldErrorSchema).optional(),
    nextFrameNumber: z.int().optional(),
    nextVideoOffset: z.int().optional(),
  })
  .meta({ id: 'Problem' });
/** See {@link problemSchema}. */
export type Problem = z.infer<typeof problemSchema>;
