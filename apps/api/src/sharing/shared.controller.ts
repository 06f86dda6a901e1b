import {
  type FrameQuery,
  framePageSchema,
  frameQuerySchema,
  type SharedLink,
  sharedLinkSchema,
} from '@reclimb/contracts';
import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { OptionalUser, Public } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { MediaStore } from '../media/media-store.js';
import { FrameAnswers, NDJSON } from '../sessions/frame-answers.js';
import { sendVideo } from '../sessions/session-video.js';
import { OpenViews } from './open-views.js';
import { type OpenShare } from './shares.repository.js';
import { noSuchLink, SharesService } from './shares.service.js';

/**
 * A shared session, for whoever has the link's token. A token that leads nowhere is answered with one and the same
 * `not_found`, whatever it looks like: it is not held against a form before.
 */
@ApiTags('sharing')
@Public()
@Controller('shared/:token')
export class SharedController {
  constructor(
    private readonly shares: SharesService,
    private readonly frames: FrameAnswers,
    private readonly media: MediaStore,
    private readonly views: OpenViews,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Open a shared link',
    description:
      'Counts as a view, unless the owner asks. Frames and video do not: a player asks for them in parts.',
  })
  @ApiOkResponse({ standardSchema: sharedLinkSchema })
  open(@Param('token') token: string, @OptionalUser() caller: Caller | null): Promise<SharedLink> {
    return this.shares.open(token, caller);
  }

  @Get('frames')
  @ApiOperation({
    summary: 'Frames of a shared session, by time, ascending',
    description: 'As `GET /sessions/{id}/frames`.',
  })
  @ApiProduces('application/json', NDJSON)
  @ApiOkResponse({ standardSchema: framePageSchema })
  async readFrames(
    @Param('token') token: string,
    @Query({ schema: frameQuerySchema }) query: FrameQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { share } = await this.shares.find(token);
    this.watch(share, response);
    await this.frames.send(share.sessionId, query, request, response);
  }

  @Get('video')
  @ApiOperation({
    summary: 'The video of a shared session, when the link includes it: byte ranges, ETag, HEAD',
  })
  @ApiProduces('video/mp4', 'video/webm')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async video(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { share, row } = await this.shares.find(token);
    if (!share.includeVideo) throw noSuchLink();
    this.watch(share, response);
    await sendVideo(this.media, row, request, response);
  }

  /** A download ends with its link. */
  private watch({ id, sessionId }: OpenShare, response: Response): void {
    const leave = this.views.add({ sessionId, shareId: id, close: () => response.destroy() });
    response.once('close', leave);
  }
}
