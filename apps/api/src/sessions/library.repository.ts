import type { SessionQuery } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LibraryQuery } from './library-query.js';
import { encodeCursor } from './session-cursor.js';
import type { OwnerFilter } from './sessions.repository.js';

/** A page of the library: ids in order, and the cursor of the next page. */
export interface LibraryPage {
  ids: string[];
  nextCursor: string | null;
}

interface Place {
  id: string;
  key: string | number | Date;
}

/** Finds sessions among very many. Every way to a page goes through an index; what it costs does not grow with the page. */
@Injectable()
export class LibraryRepository {
  constructor(private readonly database: DataSource) {}

  /** A page of the library in the asked order. Throws `validation_failed` for a foreign cursor. */
  async page(owner: OwnerFilter, query: SessionQuery): Promise<LibraryPage> {
    const library = new LibraryQuery(owner, query);
    // One more than asked tells whether there is a next page.
    const places = await (owner === null ? this.run(library.everybodys()) : this.ofOne(library, query.limit));
    const page = places.slice(0, query.limit);
    const last = page.at(-1);
    const more = places.length > query.limit && last !== undefined;
    return { ids: page.map(({ id }) => id), nextCursor: more ? cursorOf(query, last) : null };
  }

  private async ofOne(library: LibraryQuery, limit: number): Promise<Place[]> {
    const near = await this.run(library.near());
    return near.length > limit || !library.isFiltered ? near : this.run(library.anywhere());
  }

  private run({ text, values }: { text: string; values: unknown[] }): Promise<Place[]> {
    return this.database.query(text, values);
  }
}

function cursorOf({ sort }: SessionQuery, { id, key }: Place): string {
  return encodeCursor(sort, { key: key instanceof Date ? key.toISOString() : key, id });
}
