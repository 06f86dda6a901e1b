import { type SessionStatistics, sessionIdSchema, sessionStatisticsSchema } from '@reclimb/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { StatisticsService } from './statistics.service.js';

/** What is computed from a whole session. */
@ApiTags('sessions')
@Controller('sessions/:id/statistics')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Get()
  @ApiOperation({
    summary: 'How well the body was tracked, and what the session weighs',
    description: 'Scores are means over 0…1, times in seconds, sizes in bytes.',
  })
  @ApiOkResponse({ standardSchema: sessionStatisticsSchema })
  read(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: sessionIdSchema }) id: string,
  ): Promise<SessionStatistics> {
    return this.statistics.of(caller, id);
  }
}
