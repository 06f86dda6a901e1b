import { type Keyframe, keyframeSchema, sessionIdSchema } from '@reclimb/contracts';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { MediaStore } from '../media/media-store.js';
import { sendMedia } from '../media/send-media.js';
import { FramesRepository } from './frames.repository.js';
import { SessionAccess } from './session-access.js';
import { sessionUrl } from './session.mapper.js';
import { sendVideo } from './session-video.js';

const frameNumberSchema = z.coerce.number().pipe(z.int().min(0).max(0x7fff_ffff));

/** A session's video and pictures. GET routes answer HEAD too. */
@ApiTags('media')
@Controller('sessions/:id')
export class SessionMediaController {
  constructor(
    private readonly access: SessionAccess,
    private readonly frames: FramesRepository,
    private readonly media: MediaStore,
  ) {}

  @Get('video')
  @ApiOperation({ summary: 'The seekable video: byte ranges, ETag, If-None-Match, If-Range, HEAD' })
  @ApiProduces('video/mp4', 'video/webm')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async video(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.access.require(caller, id, 'content');
    await sendVideo(this.media, row, request, response);
  }

  @Get('thumbnail')
  @ApiOperation({ summary: 'The thumbnail' })
  @ApiProduces('image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async thumbnail(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { thumbnailPath } = await this.access.require(caller, id, 'content');
    if (thumbnailPath === null) throw new DomainError('not_found', 'This session has no thumbnail yet');
    await sendMedia(this.media, request, response, { key: thumbnailPath, contentType: 'image/webp' });
  }

  @Get('keyframes')
  @ApiOperation({ summary: 'The frames that have a picture, ascending' })
  @ApiOkResponse({ standardSchema: z.array(keyframeSchema) })
  async keyframes(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
  ): Promise<Keyframe[]> {
    await this.access.require(caller, id, 'content');
    return (await this.frames.keyframes(id)).map(({ frameNumber, timestamp }) => ({
      frameNumber,
      timestamp,
      url: `${sessionUrl(id)}/keyframes/${frameNumber}`,
    }));
  }

  @Get('keyframes/:frameNumber')
  @ApiOperation({ summary: "One frame's picture" })
  @ApiProduces('image/jpeg', 'image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async keyframe(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Param('frameNumber', { schema: frameNumberSchema }) frameNumber: number,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.access.require(caller, id, 'content');
    const key = await this.frames.imagePathOf(id, frameNumber);
    if (!key) throw new DomainError('not_found', 'This frame has no picture');
    const contentType = key.endsWith('.jpg') ? 'image/jpeg' : 'image/webp';
    await sendMedia(this.media, request, response, { key, contentType, immutable: true });
  }
}
