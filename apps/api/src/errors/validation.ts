import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldError } from '@reclimb/contracts';
import { DomainError } from './domain-error.js';

/** A list longer than this helps nobody and makes a large answer out of a large mistake. */
const MAX_FIELD_ERRORS = 20;

/** An issue as zod and every other Standard Schema library report it. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Turns the issues of a schema into one `validation_failed`. */
export function validationError(issues: readonly Issue[]): DomainError {
  const errors: FieldError[] = issues.slice(0, MAX_FIELD_ERRORS).map((issue) => ({
    path: (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
    message: issue.message,
  }));
  const [first] = errors;
  const message = first ? (first.path ? `${first.path}: ${first.message}` : first.message) : 'Not valid';
  return new DomainError('validation_failed', message, { details: { errors } });
}

/** Checks whatever declares a schema (`@Body({ schema })`, `@MessageBody({ schema })`, …). */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({ exceptionFactory: validationError });
}
