import { Controller, Get, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiTags, ApiOperation } from '@nestjs/swagger';
import { type Response } from 'express';
import * as z from 'zod';
import { Public } from '../accounts/access.js';
import { Shutdown } from '../shutdown/shutdown.js';
import { Health } from './health.js';

const liveSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Live' });
const checkSchema = z.object({ status: z.enum(['up', 'down']), message: z.string().optional() });
const readySchema = z
  .object({
    status: z.enum(['ok', 'error']),
    checks: z.object({
      database: checkSchema,
      media: checkSchema,
      disk: checkSchema,
      server: checkSchema.describe(
        'Down while the server stops: what is under way ends, nothing new is taken',
      ),
    }),
  })
  .meta({ id: 'Ready' });

/** For probes: is the process up, and can it do its work. */
@ApiTags('health')
@Controller({ path: 'health', version: VERSION_NEUTRAL })
@Public()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly shutdown: Shutdown,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process is up' })
  @ApiOkResponse({ standardSchema: liveSchema })
  live(): z.infer<typeof liveSchema> {
    return { status: 'ok' };
  }

  /** 503 when something that recording needs is missing. */
  @Get('ready')
  @ApiOperation({ summary: 'Whether database and media store can be used' })
  @ApiOkResponse({ standardSchema: readySchema })
  async ready(@Res({ passthrough: true }) response: Response): Promise<z.infer<typeof readySchema>> {
    const server = this.shutdown.isStopping
      ? { status: 'down' as const, message: 'The server is stopping' }
      : { status: 'up' as const };
    const checks = { ...(await this.health.check()), server };
    const ready = Object.values(checks).every((check) => check.status === 'up');
    response.setHeader('Cache-Control', 'no-store');
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'error', checks };
  }
}
