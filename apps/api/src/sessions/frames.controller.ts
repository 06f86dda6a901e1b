import { type FrameQuery, framePageSchema, frameQuerySchema, sessionIdSchema } from '@reclimb/contracts';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { FrameAnswers, NDJSON } from './frame-answers.js';
import { SessionAccess } from './session-access.js';

/** A session's frames, as a page or as a stream. */
@ApiTags('frames')
@Controller('sessions/:id/frames')
export class FramesController {
  constructor(
    private readonly access: SessionAccess,
    private readonly frames: FrameAnswers,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Frames by time, ascending',
    description:
      '`from` and `to` in seconds, both inclusive; `stride` n keeps the frames whose number is a multiple of n. ' +
      'With `Accept: application/x-ndjson` all of them are streamed, one a line; `limit` and `cursor` then do not apply.',
  })
  @ApiProduces('application/json', NDJSON)
  @ApiOkResponse({ standardSchema: framePageSchema })
  async read(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Query({ schema: frameQuerySchema }) query: FrameQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.access.require(caller, id, 'content');
    await this.frames.send(id, query, request, response);
  }
}
