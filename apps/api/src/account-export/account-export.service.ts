import { randomUUID } from 'node:crypto';
import type { AccountExportStatus } from '@reclimb/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { inBlocks } from '../exports/blocks.js';
import { type Download } from '../exports/download.js';
import { storedZip } from '../exports/stored-zip.js';
import { tooMany } from '../limits/rate.js';
import { AccountArchive } from './account-archive.js';
import { AccountExportsRepository, DEAD_AFTER_SECONDS, type Sent } from './account-exports.repository.js';

/** How often it is told how far it is, also while nobody takes what is sent. */
const TELL_EVERY_MS = 1000;

/** Everything of an account as one archive, made while it is sent; one at a time for each account. */
@Injectable()
export class AccountExportService {
  private readonly logger = new Logger('AccountExport');

  constructor(
    private readonly archive: AccountArchive,
    private readonly exports: AccountExportsRepository,
  ) {}

  open(caller: Caller): Download {
    const day = new Date().toISOString().slice(0, 10);
    return {
      fileName: `reclimb-${day}.zip`,
      contentType: 'application/zip',
      bytes: this.bytes(caller),
    };
  }

  async status({ userId }: Caller): Promise<AccountExportStatus> {
    return { export: await this.exports.find(userId) };
  }

  private async *bytes(caller: Caller): AsyncGenerator<Buffer, void, undefined> {
    const claimId = randomUUID();
    if (!(await this.exports.claim(caller.userId, claimId))) {
      throw tooMany('Your archive is being sent already; wait until it has ended', DEAD_AFTER_SECONDS);
    }
    const sent: Sent = { sessions: 0, bytes: 0 };
    const timer = setInterval(() => {
      this.exports.tell(claimId, 'running', sent).catch((error: unknown) => {
        // Once more in a second: an export does not end because the database did not answer for a moment.
        this.logger.warn(`How far an export is could not be noted: ${String(error)}`);
      });
    }, TELL_EVERY_MS);
    let isWhole = false;
    try {
      const files = this.archive.files(caller, () => (sent.sessions += 1));
      for await (const block of inBlocks(storedZip(files))) {
        yield block;
        sent.bytes += block.length;
      }
      isWhole = true;
    } finally {
      clearInterval(timer);
      await this.exports.tell(claimId, isWhole ? 'completed' : 'broken', sent);
    }
  }
}
