import { HttpClient, HttpErrorResponse, HttpParams } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type * as z from 'zod';
import { Subject, firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { ApiError, apiErrorOf, humanText } from './api-error';
import { Connection } from './connection';

/** Where the REST API lives on the server that served this page. */
export const API_BASE = '/api/v1';

/** What a request may carry. Absent query values are left out. */
export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** Cancels the request; its promise then rejects with an `AbortError`. */
  readonly signal?: AbortSignal;
}

/**
 * The REST API. Every answer is parsed by its contract schema, so that nothing unknown gets further into the app; every
 * failure is an {@link ApiError}. Paths are relative to {@link API_BASE}.
 */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  readonly #http = inject(HttpClient);
  readonly #connection = inject(Connection);

  get<T>(path: string, schema: z.ZodType<T>, options: RequestOptions = {}): Promise<T> {
    return this.#send('GET', path, schema, options);
  }

  post<T>(path: string, schema: z.ZodType<T>, options: RequestOptions = {}): Promise<T> {
    return this.#send('POST', path, schema, options);
  }

  put<T>(path: string, schema: z.ZodType<T>, options: RequestOptions = {}): Promise<T> {
    return this.#send('PUT', path, schema, options);
  }

  patch<T>(path: string, schema: z.ZodType<T>, options: RequestOptions = {}): Promise<T> {
    return this.#send('PATCH', path, schema, options);
  }

  delete<T>(path: string, schema: z.ZodType<T>, options: RequestOptions = {}): Promise<T> {
    return this.#send('DELETE', path, schema, options);
  }

  /** A request whose answer, if any, says nothing that the caller needs. */
  async send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options: RequestOptions = {},
  ): Promise<void> {
    await this.#request(method, path, options);
  }

  async #send<T>(method: string, path: string, schema: z.ZodType<T>, options: RequestOptions): Promise<T> {
    const answer = await this.#request(method, path, options);
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    console.error(
      `${method} ${API_BASE}${path}: the answer is not in the contract's form`,
      parsed.error.issues,
    );
    throw new ApiError('unreadable', humanText('unreadable'), 200);
  }

  async #request(method: string, path: string, { query, body, signal }: RequestOptions): Promise<unknown> {
    signal?.throwIfAborted();
    const request = this.#http.request<unknown>(method, API_BASE + path, { body, params: paramsOf(query) });
    const aborted = signal ? fromEvent(signal, 'abort') : new Subject<never>();
    try {
      const answer = await firstValueFrom(request.pipe(takeUntil(aborted)), { defaultValue: undefined });
      signal?.throwIfAborted();
      this.#connection.answered();
      return answer;
    } catch (error) {
      if (!(error instanceof HttpErrorResponse)) throw error;
      const failure = apiErrorOf(error.status, error.error);
      if (failure.code === 'unreachable') this.#connection.failed();
      else this.#connection.answered();
      throw failure;
    }
  }
}

function paramsOf(query: RequestOptions['query'] = {}): HttpParams {
  return Object.entries(query).reduce(
    (params, [name, value]) => (value === undefined ? params : params.set(name, value)),
    new HttpParams(),
  );
}
