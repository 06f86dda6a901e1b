import {
  type CreatedShare,
  createdShareSchema,
  type NewShare,
  newShareSchema,
  sessionIdSchema,
  type Share,
  shareSchema,
} from '@reclimb/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import * as z from 'zod';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { ApiProblems } from '../openapi/extensions.js';
import { SharesService } from './shares.service.js';

const shareIdSchema = z.uuid();

/** The links of one session, for its owner. */
@ApiTags('sharing')
@Controller('sessions/:id/shares')
export class SharesController {
  constructor(private readonly shares: SharesService) {}

  @Get()
  @ApiOperation({ summary: 'The links of a session, newest first' })
  @ApiOkResponse({ standardSchema: z.array(shareSchema) })
  list(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
  ): Promise<Share[]> {
    return this.shares.list(caller, id);
  }

  @ApiProblems('conflict')
  @Post()
  @ApiOperation({
    summary: 'A link by which the session can be seen without an account',
    description:
      'The token is told this once. `includeVideo: false` shares the skeleton only: neither video nor pictures can be had ' +
      'by the link.',
  })
  @ApiCreatedResponse({ standardSchema: createdShareSchema })
  create(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Body({ schema: newShareSchema }) share: NewShare,
  ): Promise<CreatedShare> {
    return this.shares.create(caller, id, share);
  }

  @Delete(':shareId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a link; whoever looks at the session by it is cut off' })
  @ApiNoContentResponse()
  revoke(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Param('shareId', { schema: shareIdSchema }) shareId: string,
  ): Promise<void> {
    return this.shares.revoke(caller, id, shareId);
  }
}
