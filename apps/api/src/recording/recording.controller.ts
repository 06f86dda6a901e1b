import type { Readable } from 'node:stream';
import {
  type Frame,
  frameSchema,
  MAX_FRAMES_PER_BATCH,
  MAX_VIDEO_CHUNK_BYTES,
  recordingPositionSchema,
  type RecordingPosition,
  type RecordingTotals,
  recordingTotalsSchema,
  type Session,
  sessionIdSchema,
  sessionSchema,
  type StartRecording,
  startRecordingSchema,
} from '@reclimb/contracts';
import { Body, Controller, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { json, type Request, type Response } from 'express';
import * as z from 'zod';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { validated, validationError } from '../errors/validation.js';
import { linesOf, parseFrameLine } from '../sessions/frame-lines.js';
import { SessionAccess } from '../sessions/session-access.js';
import { FinaliseRetry } from './finalise-retry.js';
import { restClient } from './recording-client.js';
import { FrameIntake } from './frame-intake.js';
import { RecordingService } from './recording.service.js';
import { VideoIntake } from './video-intake.js';
import { ApiProblems } from '../openapi/extensions.js';

const framesAnswerSchema = z.object({ nextFrameNumber: z.int() }).meta({ id: 'FramesStored' });
const videoAnswerSchema = z.object({ nextVideoOffset: z.int() }).meta({ id: 'VideoStored' });
const frameListSchema = z.array(frameSchema).max(MAX_FRAMES_PER_BATCH);
const offsetQuerySchema = z.strictObject({ offset: z.coerce.number().pipe(z.int().min(0)) });

/** Frames of a stream that are stored together: about the three seconds that a lost connection may cost. */
const STREAM_BATCH = 100;

/** A batch as JSON: ten minutes of one person at 30 fps still fit. */
const parseFrames = json({ limit: '32mb' });

/** Reads a body of JSON; so much of it only of somebody who may store it. */
const readFrames = (request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    parseFrames(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error as Error);
    });
  });

/** Recording for programs without Socket.IO: the same rules, the same answers. */
@ApiTags('recording')
@Controller('sessions')
export class RecordingController {
  constructor(
    private readonly recording: RecordingService,
    private readonly frameIntake: FrameIntake,
    private readonly videoIntake: VideoIntake,
    private readonly access: SessionAccess,
    private readonly retries: FinaliseRetry,
  ) {}

  @ApiProblems('conflict', 'not_found', 'quota_exceeded', 'storage_full')
  @Post()
  @ApiOperation({
    summary: 'Start a recording',
    description: 'With a `sessionId` of your own it is idempotent: a retry answers the same.',
  })
  @ApiCreatedResponse({ standardSchema: recordingPositionSchema })
  start(
    @CurrentUser() caller: Caller,
    @Body({ schema: startRecordingSchema }) start: StartRecording,
  ): Promise<RecordingPosition> {
    return this.recording.start(restClient(caller), start);
  }

  @ApiProblems('conflict', 'gap', 'quota_exceeded', 'storage_full')
  @Post(':id/frames')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Append frames',
    description:
      'A JSON array, or NDJSON with one frame a line. Frames already stored are skipped; a gap is a 409 that carries ' +
      '`nextFrameNumber`. A stream that breaks off keeps what was stored.',
  })
  @ApiConsumes('application/json', 'application/x-ndjson')
  @ApiBody({ schema: { type: 'array', items: { $ref: '#/components/schemas/Frame' } } })
  @ApiOkResponse({ standardSchema: framesAnswerSchema })
  async frames(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ nextFrameNumber: number }> {
    const client = restClient(caller);
    await this.access.require(caller, id, 'change');
    if (request.is('application/json')) {
      await readFrames(request, response);
      const frames = validated(frameListSchema, request.body);
      return { nextFrameNumber: await this.frameIntake.append(client, id, frames) };
    }
    if (!request.is(['application/x-ndjson', 'application/ndjson', 'application/jsonl'])) {
      throw validationError([
        { path: ['content-type'], message: 'Expected application/json or application/x-ndjson' },
      ]);
    }
    return {
      nextFrameNumber: await this.storeLines(request, (frames) =>
        this.frameIntake.append(client, id, frames),
      ),
    };
  }

  @ApiProblems('conflict', 'gap', 'quota_exceeded', 'storage_full')
  @Put(':id/video')
  @ApiOperation({
    summary: 'Append bytes of the video',
    description:
      'The body is the bytes that begin at `offset` of the whole, any number of them. Bytes already stored are ' +
      'skipped; a gap is a 409 that carries `nextVideoOffset`. A body that breaks off keeps what was stored.',
  })
  @ApiConsumes('application/octet-stream', 'video/mp4', 'video/webm')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ standardSchema: videoAnswerSchema })
  async video(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Query({ schema: offsetQuerySchema }) { offset }: { offset: number },
    @Req() request: Request,
  ): Promise<{ nextVideoOffset: number }> {
    const client = restClient(caller);
    await this.access.require(caller, id, 'change');
    let at = offset;
    let next: number | undefined;
    for await (const data of inPieces(request, MAX_VIDEO_CHUNK_BYTES)) {
      next = await this.videoIntake.append(client, id, at, data);
      at += data.byteLength;
    }
    next ??= await this.videoIntake.append(client, id, at, new Uint8Array());
    return { nextVideoOffset: next };
  }

  @ApiProblems('conflict', 'gap', 'storage_full')
  @Post(':id/finish')
  @HttpCode(200)
  @ApiOperation({
    summary: 'End the recording',
    description: 'Answers the session when all of it has arrived, else a 409 that tells where to go on.',
  })
  @ApiOkResponse({ standardSchema: sessionSchema })
  finish(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Body({ schema: recordingTotalsSchema }) totals: RecordingTotals,
  ): Promise<Session> {
    return this.recording.stop(restClient(caller), id, totals);
  }

  @ApiProblems('conflict')
  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try again to finalise a session that failed' })
  @ApiOkResponse({ standardSchema: sessionSchema })
  retry(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
  ): Promise<Session> {
    return this.retries.retry(caller, id);
  }

  /** Stores a stream of lines batch by batch; what was stored before a bad line or a broken stream stays. */
  private async storeLines(
    body: Readable,
    store: (frames: readonly Frame[]) => Promise<number>,
  ): Promise<number> {
    let batch: Frame[] = [];
    let next: number | undefined;
    const flush = async () => {
      const frames = batch;
      batch = [];
      if (frames.length > 0 || next === undefined) next = await store(frames);
    };
    let number = 0;
    try {
      for await (const line of linesOf(body)) {
        if (line.trim() !== '') {
          batch.push(parseFrameLine(line, number));
          if (batch.length === STREAM_BATCH) await flush();
        }
        number += 1;
      }
    } catch (error) {
      await flush();
      throw error;
    }
    await flush();
    return next ?? 0;
  }
}

/** The body in pieces of at least a megabyte (but the last), so that each is synced once, and at most `most` bytes. */
async function* inPieces(body: Readable, most: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      if (size + part.length > most || size >= 1024 * 1024) {
        yield Buffer.concat(parts);
        parts = [];
        size = 0;
      }
      parts.push(part);
      size += part.length;
    }
  } catch (error) {
    if (size > 0) yield Buffer.concat(parts);
    throw error;
  }
  if (size > 0) yield Buffer.concat(parts);
}
