import {
  ACCOUNT_ARCHIVE_FILES,
  ACCOUNT_ARCHIVE_FORMAT,
  ACCOUNT_ARCHIVE_VERSION,
  type ArchivedAccount,
  type ArchivedSessions,
  type AuditEntry,
} from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { AccountAccess } from '../accounts/account-access.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { toAccount } from '../accounts/accounts.service.js';
import { type Caller } from '../accounts/caller.js';
import { toToken } from '../accounts/tokens.controller.js';
import { AuditService } from '../audit/audit.service.js';
import { DomainError } from '../errors/domain-error.js';
import { inBlocks } from '../exports/blocks.js';
import { ExportsService } from '../exports/exports.service.js';
import { fileNameOf } from '../exports/file-name.js';
import { ListedFiles } from '../exports/listed-files.js';
import { type ZipFile } from '../exports/stored-zip.js';
import { isMissing } from '../media/media-errors.js';
import { MediaStore } from '../media/media-store.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { videoIsReady } from '../sessions/session.mapper.js';
import { type SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { SharesRepository } from '../sharing/shares.repository.js';
import { toShare } from '../sharing/shares.service.js';
import { WebhooksService } from '../webhooks/webhooks.service.js';

const HEADING = { format: ACCOUNT_ARCHIVE_FORMAT, version: ACCOUNT_ARCHIVE_VERSION } as const;
/** Rows read at once, of sessions and of looks. */
const PAGE = 100;

type Entry = ArchivedSessions['sessions'][number];

/** All that belongs to an account, as the files of one archive. What is held is a line of the listing a file. */
@Injectable()
export class AccountArchive {
  constructor(
    private readonly access: AccountAccess,
    private readonly accounts: AccountsRepository,
    private readonly audit: AuditService,
    private readonly exports: ExportsService,
    private readonly frames: FramesRepository,
    private readonly media: MediaStore,
    private readonly sessions: SessionsRepository,
    private readonly shares: SharesRepository,
    private readonly webhooks: WebhooksService,
  ) {}

  /** @param sent called when a session has been written. */
  async *files(caller: Caller, sent: () => void): AsyncGenerator<ZipFile, void, undefined> {
    const files = new ListedFiles(new Date());
    yield files.json(ACCOUNT_ARCHIVE_FILES.account, await this.account(caller));
    yield files.file(ACCOUNT_ARCHIVE_FILES.looks, inBlocks(this.looks(caller)));
    const entries: Entry[] = [];
    for await (const row of this.rows(caller.userId)) {
      const entry = await this.entryOf(row);
      const missing = await this.missingOf(row, entry);
      yield files.file(entry.file, whole(this.exports.archive(row, missing), entry));
      if (row.rawVideoPath !== null && entry.upload !== null) {
        const { rawVideoPath, videoBytes } = row;
        yield files.file(entry.upload, whole(this.bytesOf(rawVideoPath, videoBytes), entry));
      }
      entries.push(entry);
      sent();
    }
    yield files.json(ACCOUNT_ARCHIVE_FILES.sessions, {
      ...HEADING,
      sessions: entries,
    } satisfies ArchivedSessions);
    yield files.manifest(ACCOUNT_ARCHIVE_FILES.manifest, HEADING);
  }

  private async account(caller: Caller): Promise<ArchivedAccount> {
    return {
      ...HEADING,
      exportedAt: new Date().toISOString(),
      account: toAccount({ ...caller, id: caller.userId }),
      logins: await this.access.logins(caller),
      tokens: (await this.accounts.listTokens(caller.userId)).map(toToken),
      webhooks: await this.webhooks.list(caller),
    };
  }

  private async *looks(caller: Caller): AsyncGenerator<string, void, undefined> {
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page: { items: AuditEntry[]; nextCursor: string | null } = await this.audit.looks(caller, {
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const look of page.items) yield `${JSON.stringify(look)}\n`;
      cursor = page.nextCursor;
    }
  }

  /** Each as it is when its turn comes, which may be hours later; what is gone by then is not of the account any more. */
  private async *rows(userId: string): AsyncGenerator<SessionRecording, void, undefined> {
    let page = await this.sessions.idsOf(userId, null, PAGE);
    while (page.length > 0) {
      for (const { id } of page) {
        const row = await this.sessions.find(id);
        if (row) yield row;
      }
      page = await this.sessions.idsOf(userId, page.at(-1) ?? null, PAGE);
    }
  }

  private async entryOf(row: SessionRecording): Promise<Entry> {
    const name = `${row.createdAt.toISOString().slice(0, 10)} ${fileNameOf(row.name)}`;
    const hasUpload = !videoIsReady(row) && row.rawVideoPath !== null && row.videoBytes > 0;
    return {
      id: row.id,
      name: row.name,
      status: row.status,
      deletedAt: row.deletedAt?.toISOString() ?? null,
      file: ACCOUNT_ARCHIVE_FILES.session(name, row.id),
      upload: hasUpload ? ACCOUNT_ARCHIVE_FILES.upload(name, row.id) : null,
      shares: (await this.shares.list(row.id)).map(toShare),
      incomplete: INCOMPLETE[row.status],
    };
  }

  /**
   * The media of a session that its row names and that are not there, as after a damaged disk: the rest of it is to be had
   * all the same. The row, which is ours alone, names them no longer.
   */
  private async missingOf(row: SessionRecording, entry: Entry): Promise<Set<string>> {
    const pictures = (await this.frames.keyframes(row.id)).map(({ imagePath }) => imagePath);
    const missing = new Set<string>();
    for (const key of [row.videoFilePath, row.thumbnailPath, ...pictures]) {
      if (key !== null && (await this.media.stat(key)) === null) missing.add(key);
    }
    if (missing.size === 0) return missing;
    entry.incomplete ??= `${missing.size} of its media files are not in the media store`;
    if (row.videoFilePath !== null && missing.has(row.videoFilePath)) row.videoFilePath = null;
    if (row.thumbnailPath !== null && missing.has(row.thumbnailPath)) row.thumbnailPath = null;
    return missing;
  }

  private async *bytesOf(key: string, size: number): AsyncGenerator<Uint8Array, void, undefined> {
    yield* await this.media.read(key, { start: 0, end: size });
  }
}

const INCOMPLETE: Readonly<Record<SessionRecording['status'], string | null>> = {
  recording: 'It was being recorded: what had been stored by then is there',
  processing: 'Its video was not ready: the upload is there as it came',
  failed: 'No video could be made: the upload is there as it came, when it is kept',
  completed: null,
};

/** What is deleted, or whose upload has become its video, while it is sent ends here; the rest of the archive does not. */
async function* whole(
  bytes: AsyncGenerator<Uint8Array, void, undefined>,
  entry: Entry,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bytes;
  } catch (error) {
    if (!isMissing(error) && !(error instanceof DomainError && error.code === 'not_found')) throw error;
    entry.incomplete = 'It was deleted or changed while the archive was made: its file breaks off';
  }
}
