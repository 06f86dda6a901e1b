import {
  MAX_REPORTED_FILES,
  type MediaRepair,
  type MediaRepairResult,
  type MediaReport,
} from '@reclimb/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { mediaKeys, sessionOfKey } from '../media/media-keys.js';
import { MediaMount } from '../media/media-mount.js';
import { type MediaObject, MediaStore } from '../media/media-store.js';
import { type MediaReference, MediaReferencesRepository } from './media-references.repository.js';

/** A younger file may be on its way into the database: bytes come first, the row follows. */
const SETTLED_MS = 3_600_000;

/**
 * Holds the media store against the database, both ways: files that no session names, and files that a session names and
 * that are not there. Nothing is removed before somebody asks for that very file.
 */
@Injectable()
export class MediaReconciliation {
  private readonly logger = new Logger('MediaStore');

  constructor(
    private readonly references: MediaReferencesRepository,
    private readonly media: MediaStore,
    private readonly mount: MediaMount,
  ) {}

  /** @throws DomainError `unavailable` when the store looks unmounted: every file would be missing. */
  async report(): Promise<MediaReport> {
    await this.mount.require();
    const stored = new Map<string, MediaObject>();
    for await (const object of this.media.list(mediaKeys.sessions)) stored.set(object.key, object);
    const files = stored.size;
    const missing: MediaReference[] = [];
    for (const reference of await this.references.all()) {
      // Stored after the walk has passed by, perhaps.
      if (!stored.delete(reference.key) && (await this.isMissing(reference))) missing.push(reference);
    }
    const busy = await this.references.busySessions();
    const orphans = [...stored.values()].filter((object) => isOrphan(object, busy));
    return {
      files,
      orphans: {
        items: orphans.slice(0, MAX_REPORTED_FILES).map(({ key, size, modifiedAt }) => ({
          key,
          sizeBytes: size,
          modifiedAt: modifiedAt.toISOString(),
        })),
        total: orphans.length,
        bytes: orphans.reduce((sum, { size }) => sum + size, 0),
      },
      missing: {
        items: missing.slice(0, MAX_REPORTED_FILES).map(({ ownerId, ownerName, ...reference }) => ({
          ...reference,
          owner: { id: ownerId, name: ownerName },
        })),
        total: missing.length,
      },
    };
  }

  /** Removes these orphans and forgets these missing files; what is neither any more is left alone. */
  async repair({ orphans, missing }: MediaRepair): Promise<MediaRepairResult> {
    await this.mount.require();
    const result = { removedFiles: 0, removedBytes: 0, forgottenFiles: 0 };
    const busy = await this.references.busySessions();
    for (const key of orphans) {
      const sessionId = sessionOfKey(key);
      const found = await this.media.stat(key);
      if (!found || !isOrphan({ key, ...found }, busy)) continue;
      if (await this.references.isNamed(sessionId, key)) continue;
      await this.media.remove(key);
      result.removedFiles += 1;
      result.removedBytes += found.size;
    }
    for (const key of missing) {
      const sessionId = sessionOfKey(key);
      if (busy.has(sessionId) || !(await this.isMissing({ key, sessionId }))) continue;
      await this.references.forget(sessionId, key);
      result.forgottenFiles += 1;
    }
    this.logger.log(`Reconciled: ${JSON.stringify(result)}`);
    return result;
  }

  private async isMissing({ key, sessionId }: Pick<MediaReference, 'key' | 'sessionId'>): Promise<boolean> {
    return (await this.media.stat(key)) === null && (await this.references.isNamed(sessionId, key));
  }
}

function isOrphan(
  { key, modifiedAt }: Pick<MediaObject, 'key' | 'modifiedAt'>,
  busy: ReadonlySet<string>,
): boolean {
  return modifiedAt.getTime() < Date.now() - SETTLED_MS && !busy.has(sessionOfKey(key));
}
