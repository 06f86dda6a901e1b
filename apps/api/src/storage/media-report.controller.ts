import {
  type MediaRepair,
  type MediaRepairResult,
  mediaRepairResultSchema,
  mediaRepairSchema,
  type MediaReport,
  mediaReportSchema,
} from '@reclimb/contracts';
import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentUser, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { MediaMount } from '../media/media-mount.js';
import { MediaReconciliation } from './media-reconciliation.js';

/** The media store held against the database, for administrators. */
@ApiTags('administration')
@Controller('admin/media')
@RequireScope('admin')
export class MediaReportController {
  constructor(
    private readonly reconciliation: MediaReconciliation,
    private readonly mount: MediaMount,
    private readonly audit: AuditLog,
    private readonly database: DataSource,
  ) {}

  @Get('report')
  @ApiOperation({
    summary: 'Files that no session names, and files that are not there',
    description: 'Reads all of the media store. Refused (`unavailable`) when the store looks unmounted.',
  })
  @ApiOkResponse({ standardSchema: mediaReportSchema })
  report(): Promise<MediaReport> {
    return this.reconciliation.report();
  }

  @Post('repairs')
  @HttpCode(200)
  @ApiOperation({ summary: 'Remove orphaned files, and have sessions forget missing ones' })
  @ApiOkResponse({ standardSchema: mediaRepairResultSchema })
  async repair(
    @CurrentUser() caller: Caller,
    @Body({ schema: mediaRepairSchema }) repair: MediaRepair,
  ): Promise<MediaRepairResult> {
    const asked = `${repair.orphans.length} orphaned, ${repair.missing.length} missing files`;
    await this.audit.note(this.database.manager, caller, 'media_repaired', [{}], asked);
    return this.reconciliation.repair(repair);
  }

  @Put('marker')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Declare the media store as it is now to be the right one',
    description:
      'After a move that has left the marker file behind. Make sure first that its disk is mounted.',
  })
  @ApiNoContentResponse()
  async mark(@CurrentUser() caller: Caller): Promise<void> {
    const { manager } = this.database;
    await this.audit.note(
      manager,
      caller,
      'media_repaired',
      [{}],
      'the store is declared to be the right one',
    );
    return this.mount.mark();
  }
}
