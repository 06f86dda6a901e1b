import {
  applyDecorators,
  type ArgumentsHost,
  type CallHandler,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { type GatewayMetadata, WebSocketGateway } from '@nestjs/websockets';
import { type Ack, type WireError } from '@reclimb/contracts';
import { defaultIfEmpty, map, type Observable, take } from 'rxjs';
import { contextOf, inLogContext } from '../logging/log-context.js';
import { sessionOf } from '../logging/session-of.js';
import { type DomainError } from './domain-error.js';
import { toDomainError } from './wire-error.js';

/** What a socket's client is told of an error. */
export function toWireError({ code, message, details }: DomainError): WireError {
  return { code, message, ...(details && { details: { ...details } }) };
}

/**
 * Answers a message whose handler threw or whose payload was refused. Without it the client would wait for ever, and
 * Nest's own filter would send the payload back.
 */
@Catch()
export class AckFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const sessionId = sessionOf(host.getArgByIndex(1));
    const context = contextOf(host.getArgByIndex<object>(0));
    const error = inLogContext({ ...context, ...(sessionId && { sessionId }) }, () => toDomainError(thrown));
    // Nest's arguments of a handler: client, payload, acknowledgement, event. No acknowledgement: nobody asked.
    const acknowledge: unknown = host.getArgByIndex(2);
    if (typeof acknowledge === 'function') {
      acknowledge({ ok: false, error: toWireError(error) } satisfies Ack<never>);
    }
  }
}

/** Wraps what a handler returns, so that nothing is answered too and no field of it is taken for Nest's own. */
@Injectable()
export class AckInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler<unknown>): Observable<Ack<unknown>> {
    return next.handle().pipe(
      // An acknowledgement can be sent once.
      take(1),
      defaultIfEmpty({}),
      map((data) => ({ ok: true, data: data ?? {} })),
    );
  }
}

/**
 * A gateway that answers every message with `{ ok: true, data }` or `{ ok: false, error }`. Bundled, as Nest's global
 * filters do not reach gateways; its global pipe does, so that payloads are held against their schemas. Sizes and transports of the server are set once, in the socket adapter.
 */
export const AckGateway = (options: GatewayMetadata): ClassDecorator =>
  applyDecorators(WebSocketGateway(options), UseFilters(AckFilter), UseInterceptors(AckInterceptor));
