import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../errors/domain-error.js';
import { mediaKeys } from './media-keys.js';
import { MediaStore } from './media-store.js';
import { MediaStoreEntity } from './media-store.entity.js';

/**
 * Tells the media store that belongs to the database from an empty folder where its disk is not mounted: a marker file in
 * the store holds an id that the database knows. It is written once, when the two first meet, and never by itself again.
 */
@Injectable()
export class MediaMount implements OnApplicationBootstrap {
  private readonly logger = new Logger('MediaStore');

  constructor(
    private readonly database: DataSource,
    private readonly media: MediaStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      if ((await this.expectedId()) === undefined) await this.mark();
      else if (await this.looksUnmounted()) this.logger.warn(NOT_MOUNTED);
    } catch (error) {
      // A store that is out of order is told by its health; the next start tries again.
      this.logger.warn(`The media store could not be marked: ${String(error)}`);
    }
  }

  /** Whether the marker is there and is the right one. */
  async isMounted(): Promise<boolean> {
    const expected = await this.expectedId();
    if (expected === undefined || (await this.media.stat(mediaKeys.marker)) === null) return false;
    return (await text(await this.media.read(mediaKeys.marker))).trim() === expected;
  }

  /** Whether there is a folder with another marker or none in the place of the one that the database knows. */
  async looksUnmounted(): Promise<boolean> {
    return (await this.expectedId()) !== undefined && !(await this.isMounted());
  }

  /** @throws DomainError `unavailable` when the store looks unmounted. */
  async require(): Promise<void> {
    if (!(await this.isMounted())) throw new DomainError('unavailable', NOT_MOUNTED);
  }

  /** Declares the store as it is now to be the database's, e.g. after a move that has left the marker behind. */
  async mark(): Promise<void> {
    await this.database
      .createQueryBuilder()
      .insert()
      .into(MediaStoreEntity)
      .values({ one: 1, id: randomUUID() })
      .orIgnore()
      .execute();
    await this.media.put(mediaKeys.marker, Buffer.from(`${await this.expectedId()}\n`));
  }

  private async expectedId(): Promise<string | undefined> {
    return (await this.database.manager.findOneBy(MediaStoreEntity, { one: 1 }))?.id;
  }
}

const NOT_MOUNTED =
  'The media folder looks unmounted: its marker file is missing, or belongs to another database. Nothing is removed: ' +
  'mount its disk, or, after a move, declare this folder to be the right one';
