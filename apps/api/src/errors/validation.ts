import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldError } from '@reclimb/contracts';
import type * as z from 'zod';
import { DomainError } from './domain-error.js';

/** A list longer than this helps nobody and makes a large answer out of a large mistake. */
const MAX_FIELD_ERRORS = 20;

/** An issue as zod and every other Standard Schema library report it. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** zod's `unrecognized_keys`: the fields that nobody knows. */
  readonly keys?: readonly PropertyKey[] | undefined;
}

/** Turns the issues of a schema into one `validation_failed`. */
export function validationError(issues: readonly Issue[]): DomainError {
  const errors = issues.flatMap(fieldErrors).slice(0, MAX_FIELD_ERRORS);
  const [first] = errors;
  const message = first ? (first.path ? `${first.path}: ${first.message}` : first.message) : 'Not valid';
  return new DomainError('validation_failed', message, { details: { errors } });
}

/** One error for each refused field: an unknown one is named by the path, not only in the words. */
function fieldErrors({ path = [], message, keys }: Issue): FieldError[] {
  const steps = path.map((step) => String(typeof step === 'object' ? step.key : step));
  if (!keys?.length) return [{ path: steps.join('.'), message }];
  return keys.map((key) => ({ path: [...steps, String(key)].join('.'), message: 'Unknown field' }));
}

/**
 * What `schema` makes of a value that comes in by another way than the pipe's.
 *
 * @param path of the value, before the paths of what is wrong in it.
 * @throws DomainError `validation_failed` when it is not valid.
 */
export function validated<T>(schema: z.ZodType<T>, value: unknown, path: (string | number)[] = []): T {
  let parsed;
  try {
    parsed = schema.safeParse(value);
  } catch (error) {
    throw tripped(error);
  }
  if (parsed.success) return parsed.data;
  throw validationError(parsed.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
}

/** A schema may trip over what it is given (zod compares the `length` of anything that has one): not valid either. */
const tripped = (error: unknown) =>
  error instanceof TypeError ? validationError([{ message: 'Not valid' }]) : error;

/** Checks whatever declares a schema (`@Body({ schema })`, `@MessageBody({ schema })`, …). */
export function validationPipe(): StandardSchemaValidationPipe {
  return new SchemaPipe({ exceptionFactory: validationError });
}

class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      throw tripped(error);
    }
  }
}
