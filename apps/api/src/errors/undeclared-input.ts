import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request } from 'express';
import { validationError } from './validation.js';

/** Probes and monitoring systems add parameters of their own to what is not of the API. */
const API_PATH = /^\/api\/v1\//i;

/**
 * Refuses a query and a body of who asks a route that declares none: a parameter that does nothing is a mistake, and whoever
 * makes it learns of it. Where a route declares them, its schema does.
 */
@Injectable()
export class UndeclaredInput implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    if (context.getType() === 'http') this.check(context);
    return next.handle();
  }

  private check(context: ExecutionContext): void {
    const request = context.switchToHttp().getRequest<Request>();
    if (!API_PATH.test(request.path)) return;
    const declared = declaredBy(context);
    const { QUERY, BODY, REQUEST } = RouteParamtypes;
    const query = declared.has(QUERY) ? [] : fieldsOf(request.query);
    // Who takes the request itself reads what comes.
    const body = declared.has(BODY) || declared.has(REQUEST) ? [] : fieldsOf(request.body);
    const keys = [...query, ...body];
    if (keys.length > 0) throw validationError([{ message: 'Unknown field', keys }]);
  }
}

const fieldsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

/** What a handler takes in: Nest keeps it as `kind:index`. */
function declaredBy(context: ExecutionContext): ReadonlySet<RouteParamtypes> {
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as object;
  return new Set(Object.keys(declared).map((key) => Number(key.split(':')[0]) as RouteParamtypes));
}
