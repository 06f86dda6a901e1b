import {
  type Session,
  type SessionBulk,
  type SessionBulkResult,
  sessionBulkResultSchema,
  sessionBulkSchema,
  type SessionDeleteQuery,
  sessionDeleteQuerySchema,
  sessionIdSchema,
  type SessionPage,
  sessionPageSchema,
  type SessionPatch,
  sessionPatchSchema,
  type SessionQuery,
  sessionQuerySchema,
  sessionSchema,
} from '@reclimb/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { SessionsService } from './sessions.service.js';
import { ApiProblems } from '../openapi/extensions.js';

/** The library of recorded sessions. */
@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @ApiOperation({
    summary: 'A page of the library',
    description: "The caller's sessions; an administrator sees everybody's, or with owner=me their own.",
  })
  @ApiOkResponse({ standardSchema: sessionPageSchema })
  list(
    @CurrentUser() caller: Caller,
    @Query({ schema: sessionQuerySchema }) query: SessionQuery,
  ): Promise<SessionPage> {
    return this.sessions.list(caller, query);
  }

  @ApiProblems('not_found')
  @Post('bulk')
  @HttpCode(200)
  @ApiOperation({
    summary: 'One action on many sessions, all or nothing',
    description: '`delete` moves to the trash, `purge` removes for good, `tag` and `untag` take `tags`.',
  })
  @ApiOkResponse({ standardSchema: sessionBulkResultSchema })
  async bulk(
    @CurrentUser() caller: Caller,
    @Body({ schema: sessionBulkSchema }) bulk: SessionBulk,
  ): Promise<SessionBulkResult> {
    return { updated: await this.sessions.carryOut(caller, bulk) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One session' })
  @ApiOkResponse({ standardSchema: sessionSchema })
  get(@CurrentUser() caller: Caller, @Param('id', { schema: sessionIdSchema }) id: string): Promise<Session> {
    return this.sessions.get(caller, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Rename, describe, tag or pin a session; what is absent stays' })
  @ApiOkResponse({ standardSchema: sessionSchema })
  patch(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Body({ schema: sessionPatchSchema }) patch: SessionPatch,
  ): Promise<Session> {
    return this.sessions.patch(caller, id, patch);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Move a session to the trash, or with permanent=true remove it with all its media',
  })
  @ApiNoContentResponse()
  remove(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
    @Query({ schema: sessionDeleteQuerySchema }) { permanent }: SessionDeleteQuery,
  ): Promise<void> {
    return this.sessions.remove(caller, id, permanent ?? false);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a session back out of the trash' })
  @ApiOkResponse({ standardSchema: sessionSchema })
  restore(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
  ): Promise<Session> {
    return this.sessions.restore(caller, id);
  }
}
