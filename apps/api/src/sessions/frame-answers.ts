import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FrameQuery } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { validationError } from '../errors/validation.js';
import { continued } from '../exports/blocks.js';
import {
  type FrameBounds,
  FramesRepository,
  frameText,
  MAX_FRAME_NUMBER,
  multipleFrom,
} from './frames.repository.js';
import { sessionNotFound } from './session-access.js';

/** The media type of frames as a stream, one a line. */
export const NDJSON = 'application/x-ndjson';
/** Rows read at once: some hundred kilobytes, whatever the session's length. */
const STREAM_PAGE = 300;

/** Answers requests for a session's frames, with a page or a stream. */
@Injectable()
export class FrameAnswers {
  constructor(private readonly frames: FramesRepository) {}

  /** The caller has been found to be one who may see them. */
  async send(id: string, query: FrameQuery, request: Request, response: Response): Promise<void> {
    const after = query.cursor === undefined ? -1 : decodeFrameCursor(query.cursor);
    const found = await this.frames.boundsOf(id, query.from, query.to);
    const bounds = found && { first: Math.max(found.first, after + 1), last: found.last };
    response.setHeader('Cache-Control', 'private, no-cache');
    response.vary('Accept');
    if (request.accepts(['application/json', NDJSON]) === NDJSON) {
      const lines = this.lines(id, bounds, query.stride);
      // What fails before the first bytes is still answered with a problem document.
      const first = await lines.next();
      response.type(NDJSON);
      try {
        await pipeline(
          Readable.from(continued(first, lines), { objectMode: true, highWaterMark: 1 }),
          response,
        );
      } catch (error) {
        // A reader that goes away in the middle has seen enough.
        if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      }
      return;
    }
    const rows = bounds ? await this.frames.readStrided(id, bounds, query.stride, query.limit + 1) : [];
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const nextCursor = rows.length > query.limit && last ? encodeFrameCursor(last.frameNumber) : null;
    response
      .type('application/json')
      .send(`{"items":[${page.map(frameText).join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`);
  }

  /** Page by page, each read when the one before it has been taken. */
  private async *lines(id: string, bounds: FrameBounds | null, stride: number): AsyncGenerator<string> {
    if (!bounds) return;
    let first = multipleFrom(bounds.first, stride);
    while (first <= bounds.last) {
      const rows = await this.frames.readStrided(id, { first, last: bounds.last }, stride, STREAM_PAGE);
      const last = rows.at(-1);
      // Deleted meanwhile: half a session must not look like a whole one.
      if (!last) throw sessionNotFound();
      yield rows.map((row) => `${frameText(row)}\n`).join('');
      first = last.frameNumber + stride;
    }
  }
}

const encodeFrameCursor = (frameNumber: number) => Buffer.from(`f${frameNumber}`).toString('base64url');

function decodeFrameCursor(cursor: string): number {
  const number = /^f(\d{1,10})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (number === undefined || Number(number) > MAX_FRAME_NUMBER) {
    throw validationError([{ path: ['cursor'], message: 'Not a cursor of this list' }]);
  }
  return Number(number);
}
