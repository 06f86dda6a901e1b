import {
  type Retention,
  retentionSchema,
  type StoredRetention,
  storedRetentionSchema,
} from '@reclimb/contracts';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, RequireScope } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { RetentionService } from './retention.service.js';

/** What is cleaned up when, for administrators. */
@ApiTags('administration')
@Controller('admin/retention')
@RequireScope('admin')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get()
  @ApiOperation({
    summary: 'What is cleaned up when',
    description: 'Until an administrator decides something every rule is off.',
  })
  @ApiOkResponse({ standardSchema: storedRetentionSchema })
  read(): Promise<StoredRetention> {
    return this.retention.read();
  }

  @Put()
  @ApiOperation({ summary: 'Replace all rules; nothing is removed before the next run' })
  @ApiOkResponse({ standardSchema: storedRetentionSchema })
  replace(
    @CurrentUser() caller: Caller,
    @Body({ schema: retentionSchema }) retention: Retention,
  ): Promise<StoredRetention> {
    return this.retention.replace(caller, retention);
  }
}
