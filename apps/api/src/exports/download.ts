import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { continued } from './blocks.js';

/** A file that is made while it is sent. */
export interface Download {
  fileName: string;
  contentType: string;
  /** Nothing is read before it is asked for, and nothing ahead of it. Leave it by its `return`. */
  bytes: AsyncGenerator<Buffer, void, undefined>;
}

/** Sends a file as it is made, as fast as it is taken. */
export async function sendDownload(
  request: Request,
  response: Response,
  { fileName, contentType, bytes }: Download,
): Promise<void> {
  try {
    // What fails before the first bytes is still answered with a problem document.
    const first = request.method === 'HEAD' ? null : await bytes.next();
    response.attachment(fileName).setHeader('Content-Type', contentType);
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (first === null) {
      response.end();
      return;
    }
    await pipeline(Readable.from(continued(first, bytes), { objectMode: true, highWaterMark: 1 }), response);
  } catch (error) {
    // A reader that goes away in the middle has seen enough.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await bytes.return();
  }
}
