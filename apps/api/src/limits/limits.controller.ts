import { type RecordingLimits, recordingLimitsSchema } from '@reclimb/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { StorageLimits } from './storage-limits.js';

/** What a recording may come to, for whoever is about to make one. */
@ApiTags('recording')
@Controller('limits')
@RequireScope('sessions:write')
export class LimitsController {
  constructor(private readonly limits: StorageLimits) {}

  @Get()
  @ApiOperation({
    summary: 'How long and how large a recording can be, and how much room the caller has left',
    description:
      'A recording that reaches beyond a limit is refused with `quota_exceeded` and ends with what is stored: ' +
      'ask before and while recording, and stop in time.',
  })
  @ApiOkResponse({ standardSchema: recordingLimitsSchema })
  read(@CurrentUser() caller: Caller): Promise<RecordingLimits> {
    return this.limits.of(caller.userId);
  }
}
