import { Controller, Get, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { OpenToMonitoring, RequireScope } from '../accounts/access.js';
import { MetricsSources } from './metrics-sources.js';

/** For Prometheus: how much is going on, how long it takes, what is stored. */
@ApiTags('administration')
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
@RequireScope('admin')
@OpenToMonitoring()
export class MetricsController {
  constructor(private readonly sources: MetricsSources) {}

  @Get()
  @ApiOperation({
    summary: 'Metrics of this server process for Prometheus',
    description:
      'With the bearer token that `METRICS_TOKEN` sets, which is not counted against any limit, or as an administrator ' +
      '(a token with the scope `admin` does). docs/operations.md says what each metric means.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async read(@Res() response: Response): Promise<void> {
    const { contentType, text } = await this.sources.scrape();
    response.setHeader('Cache-Control', 'no-store').setHeader('Content-Type', contentType);
    response.end(text);
  }
}
