import { type ServerStatus, serverStatusSchema } from '@reclimb/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentUser, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { Jobs } from '../jobs/jobs.js';
import { Health } from './health.js';

type LiveRow = Omit<ServerStatus['live'][number], 'startedAt' | 'lastActivityAt'> & {
  startedAt: Date;
  lastActivityAt: Date;
};

/** How the server is at the moment, for administrators. */
@ApiTags('administration')
@Controller('admin/status')
@RequireScope('admin')
export class ServerStatusController {
  constructor(
    private readonly database: DataSource,
    private readonly health: Health,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Health of database, media store and queue, and the recordings in progress' })
  @ApiOkResponse({ standardSchema: serverStatusSchema })
  async read(@CurrentUser() caller: Caller): Promise<ServerStatus> {
    const [checks, queue, live] = await Promise.all([this.health.check(), this.jobs.counts(), this.live()]);
    await this.audit.listed(
      caller,
      live.map(({ owner }) => owner.id),
    );
    return { checks, queue, live };
  }

  private async live(): Promise<ServerStatus['live']> {
    const rows: LiveRow[] = await this.database.query(
      `SELECT s.id AS "sessionId", s.name AS "sessionName", json_build_object('id', u.id, 'name', u.name) AS owner,
              s.created_at AS "startedAt", s.last_activity_at AS "lastActivityAt", s.frame_count AS "frameCount",
              s.video_bytes::float8 AS "videoBytes"
         FROM session_recording s JOIN user_account u ON u.id = s.user_id
        WHERE s.status = 'recording' ORDER BY s.created_at DESC, s.id`,
    );
    return rows.map(({ startedAt, lastActivityAt, ...row }) => ({
      ...row,
      startedAt: startedAt.toISOString(),
      lastActivityAt: lastActivityAt.toISOString(),
    }));
  }
}
