import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ErrorCode } from '@reclimb/contracts';

/** Notes for the makers of the document, which they take out of it. */
export const PUBLIC_EXTENSION = 'x-reclimb-public';
export const PROBLEMS_EXTENSION = 'x-reclimb-problems';

/** Says in the document how else a route refuses, beside what follows from its form (a body, an id, a login). */
export const ApiProblems = (...codes: ErrorCode[]) =>
  applyDecorators(ApiExtension(PROBLEMS_EXTENSION, codes));
