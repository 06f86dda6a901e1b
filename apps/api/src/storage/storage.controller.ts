import { type Storage, storageSchema } from '@reclimb/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../accounts/access.js';
import { StorageService } from './storage.service.js';

/** What is stored, for administrators. */
@ApiTags('administration')
@Controller('admin/storage')
@RequireScope('admin')
export class StorageController {
  constructor(private readonly storage: StorageService) {}

  @Get()
  @ApiOperation({
    summary: 'What is stored: by user, kind and age, and how it grows',
    description: 'Sizes are in bytes. Those of pictures may be some minutes old.',
  })
  @ApiOkResponse({ standardSchema: storageSchema })
  read(): Promise<Storage> {
    return this.storage.read();
  }
}
