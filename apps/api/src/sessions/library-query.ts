import type { SessionQuery } from '@reclimb/contracts';
import { decodeCursor } from './session-cursor.js';
import type { OwnerFilter } from './sessions.repository.js';

/** What each order of the library compares, and as which type; with the id behind it every order is total. */
const SORT = {
  createdAt: { column: 'created_at', type: 'timestamptz' },
  name: { column: 'name_key', type: 'text' },
  duration: { column: 'duration', type: 'float8' },
} as const;

/**
 * How many entries are looked at in their order before what is searched for is looked up instead. Where it is frequent,
 * a page of it is among the first hundreds; where it is not, looking it up and sorting it is little work. PostgreSQL
 * chooses between the two by frequency alone, and takes the long way when all of it lies at the far end.
 */
const NEAR = 1000;
/** Words of a search beyond this many are not looked at. */
const MAX_WORDS = 8;

/** Three letters or digits in a row: what the trigram index can look up. */
const HAS_TRIGRAM = /[\p{L}\p{N}]{3}/u;

/** A statement and its parameters. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** The statements that find one page of the library. Each row is a session's `id` and its sort `key`, in order. */
export class LibraryQuery {
  private readonly values: unknown[] = [];
  private readonly column: string;
  private readonly direction: 'ASC' | 'DESC';
  /** Which list: whose entries, library or trash, after which place. */
  private readonly list: string[] = [];
  private readonly filters: string[] = [];
  /** Of the filters, what only an index look-up needs. */
  private readonly lookUps: string[] = [];
  private readonly limit: string;

  /** @throws DomainError `validation_failed` for a cursor of another list. */
  constructor(owner: OwnerFilter, query: SessionQuery) {
    const descending = query.sort.startsWith('-');
    const { column, type } = SORT[query.sort.replace('-', '') as keyof typeof SORT];
    this.column = column;
    this.direction = descending ? 'DESC' : 'ASC';
    this.list.push(owner === null ? 'user_id = u.id' : `user_id = ${this.value(owner)}`);
    this.list.push(`deleted = ${this.value(query.deleted ?? false)}`);
    if (query.cursor !== undefined) {
      const { key, id } = decodeCursor(query.sort, query.cursor);
      const place = `(${this.value(key)}::${type}, ${this.value(id)}::uuid)`;
      this.list.push(`(${column}, session_id) ${descending ? '<' : '>'} ${place}`);
    }
    if (query.status !== undefined) this.filters.push(`status = ${this.value(query.status)}`);
    if (query.pinned !== undefined) this.filters.push(query.pinned ? 'pinned' : 'NOT pinned');
    if (query.tag !== undefined) this.filters.push(`tags @> ARRAY[${this.value(query.tag)}::text]`);
    if (query.from !== undefined) this.filters.push(`created_at >= ${this.value(query.from)}`);
    if (query.to !== undefined) this.filters.push(`created_at < ${this.value(query.to)}`);
    this.search(query.q ?? '');
    this.limit = this.value(query.limit + 1);
  }

  /** Whether entries are left out, so that {@link near} may have overlooked some that are further away. */
  get isFiltered(): boolean {
    return this.filters.length > 0;
  }

  /** One user's: looks at the entries in their order, not further than {@link NEAR} when some are to be left out. */
  near(): Statement {
    if (!this.isFiltered) return this.statement(this.page(this.all()));
    const walk = `SELECT * FROM library_entry WHERE ${this.list.join(' AND ')} ${this.order()} LIMIT ${NEAR}`;
    return this.statement(this.page(`SELECT * FROM (${walk}) AS entry WHERE ${this.filters.join(' AND ')}`));
  }

  /** One user's: looks up all entries that pass the filters, wherever they are, then sorts them. */
  anywhere(): Statement {
    // OFFSET 0 keeps the order out of the look-up: see NEAR.
    return this.statement(this.page(`${this.all()} OFFSET 0`));
  }

  /** Everybody's: the beginnings of each user's list, merged. How each is found is left to PostgreSQL. */
  everybodys(): Statement {
    return this.statement(
      `SELECT page.id, page.key FROM user_account AS u CROSS JOIN LATERAL (${this.page(this.all())}) AS page
        ORDER BY page.key ${this.direction}, page.id ${this.direction} LIMIT ${this.limit}`,
    );
  }

  private all(): string {
    const conditions = [...this.list, ...this.filters, ...this.lookUps].join(' AND ');
    return `SELECT * FROM library_entry WHERE ${conditions}`;
  }

  private page(found: string): string {
    return `SELECT session_id AS id, ${this.column} AS key FROM (${found}) AS found
            ${this.order()} LIMIT ${this.limit}`;
  }

  private statement(text: string): Statement {
    return { text, values: this.values };
  }

  private order(): string {
    return `ORDER BY ${this.column} ${this.direction}, session_id ${this.direction}`;
  }

  /** Every word has to be found somewhere in name, description or tags. */
  private search(q: string): void {
    const words = q.trim().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
    for (const word of words) {
      if (HAS_TRIGRAM.test(word)) {
        this.filters.push(`words LIKE lower(${this.value(`%${word.replace(/[\\%_]/g, '\\$&')}%`)})`);
      } else {
        const text = `lower(${this.value(word)})`;
        this.filters.push(`strpos(words, ${text}) > 0`);
        this.lookUps.push(`library_grams(words) @> library_grams(${text})`);
      }
    }
  }

  private value(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}
