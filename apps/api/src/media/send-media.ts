import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { parseByteRange } from './byte-range.js';
import type { MediaStore } from './media-store.js';

/** How one stored object is served. */
export interface MediaAnswer {
  key: string;
  contentType: string;
  /** Whether the bytes under this URL may change while the session exists. */
  immutable?: boolean;
}

const SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * Serves a stored object to its owner: ranges, validators, HEAD (RFC 9110). Private to the browser that asked; nothing
 * in it is ever guessed to be a page or a script.
 */
export async function sendMedia(
  store: MediaStore,
  request: Request,
  response: Response,
  { key, contentType, immutable = false }: MediaAnswer,
): Promise<void> {
  const info = await store.stat(key);
  if (!info) throw new DomainError('not_found', 'The file is not there any more');
  const { size } = info;
  const modified = Math.floor(info.modifiedAt.getTime() / 1000) * 1000;
  const etag = `"${size.toString(36)}-${info.modifiedAt.getTime().toString(36)}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', new Date(modified).toUTCString());
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Cache-Control', immutable ? 'private, max-age=86400' : 'private, no-cache');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Opened by itself it is a page of its own that may do nothing.
  response.setHeader('Content-Security-Policy', SANDBOX);
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');

  if (isUnchanged(request, etag, modified)) {
    response.status(304).end();
    return;
  }
  const asked = rangeApplies(request, etag, modified) ? parseByteRange(request.headers.range, size) : 'whole';
  if (asked === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${size}`);
    response.status(416).end();
    return;
  }
  const { start, end } = asked === 'whole' ? { start: 0, end: size } : asked;
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', end - start);
  if (asked !== 'whole') {
    response.status(206);
    response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`);
  }
  if (request.method === 'HEAD' || start === end) {
    response.end();
    return;
  }
  try {
    await pipeline(await store.read(key, { start, end }), response);
  } catch (error) {
    // Players drop a connection whenever they seek.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function isUnchanged(request: Request, etag: string, modified: number): boolean {
  const tags = request.headers['if-none-match'];
  // If-None-Match takes precedence over the date (§13.2.2).
  if (tags !== undefined) {
    return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && modified <= since;
}

/** A range of another version of the file is of no use: If-Range asks for the whole then (§13.1.5). */
function rangeApplies(request: Request, etag: string, modified: number): boolean {
  const condition = request.headers['if-range'];
  if (typeof condition !== 'string') return true;
  return condition.startsWith('"') ? condition === etag : Date.parse(condition) === modified;
}
