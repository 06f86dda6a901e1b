import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldError } from '@reclimb/contracts';
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

/** Checks whatever declares a schema (`@Body({ schema })`, `@MessageBody({ schema })`, …). */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({ exceptionFactory: validationError });
}
