import {
  type CleanupAnswer,
  cleanupAnswerSchema,
  type CleanupDeletionPage,
  cleanupDeletionPageSchema,
  type CleanupPageQuery,
  cleanupPageQuerySchema,
  type CleanupRequest,
  cleanupRequestSchema,
  type CleanupRunPage,
  cleanupRunPageSchema,
} from '@reclimb/contracts';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { CurrentUser, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { ApiProblems } from '../openapi/extensions.js';
import { CleanupService } from './cleanup.service.js';

const runIdSchema = z.uuid();

/** Cleaning up by the rules, for administrators. */
@ApiTags('administration')
@Controller('admin/cleanup')
@RequireScope('admin')
export class CleanupController {
  constructor(private readonly cleanup: CleanupService) {}

  @ApiProblems('conflict')
  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Carry out the rules now, or with dryRun (the default) only tell what would go',
    description:
      'A run goes on in the background. One that would remove more than half of all sessions, or of the bytes of all ' +
      'videos, removes nothing and has the status `needs_confirmation`: it is carried out by a call that repeats the ' +
      "answer's `confirmation`, as long as the plan is the same.",
  })
  @ApiOkResponse({ standardSchema: cleanupAnswerSchema })
  start(
    @CurrentUser() caller: Caller,
    @Body({ schema: cleanupRequestSchema }) request: CleanupRequest,
  ): Promise<CleanupAnswer> {
    return this.cleanup.request(caller, request);
  }

  @Get('runs')
  @ApiOperation({ summary: 'A page of the runs, newest first' })
  @ApiOkResponse({ standardSchema: cleanupRunPageSchema })
  list(@Query({ schema: cleanupPageQuerySchema }) query: CleanupPageQuery): Promise<CleanupRunPage> {
    return this.cleanup.list(query);
  }

  @Get('runs/:id/deletions')
  @ApiOperation({ summary: "A page of a run's log: what went, whose, why and when" })
  @ApiOkResponse({ standardSchema: cleanupDeletionPageSchema })
  deletions(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: runIdSchema }) id: string,
    @Query({ schema: cleanupPageQuerySchema }) query: CleanupPageQuery,
  ): Promise<CleanupDeletionPage> {
    return this.cleanup.deletions(caller, id, query);
  }
}
