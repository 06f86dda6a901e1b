import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './problem.filter.js';
import { UndeclaredInput } from './undeclared-input.js';
import { validationPipe } from './validation.js';

/** Validation and error answers of all REST routes. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_INTERCEPTOR, useClass: UndeclaredInput },
  ],
})
export class ErrorsModule {}
