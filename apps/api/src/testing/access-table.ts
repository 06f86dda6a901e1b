import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Who asks, in the order of the table's columns. */
export const ASKERS = [
  'nobody',
  'member',
  'owner',
  'administrator',
  'sessions:read',
  'sessions:write',
  'admin',
  'share link',
] as const;
/** One of {@link ASKERS}. */
export type Asker = (typeof ASKERS)[number];

/**
 * What happens: it is carried out (`yes`); carried out on the asker's own things, of which the answer alone speaks
 * (`own`); or refused with this status (for a socket the status of its error's code).
 */
export const OUTCOMES = ['yes', 'own', '401', '403', '404'] as const;
/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** What docs/security.md says of one route (`GET /api/…`) or event (`/recording pose_frames`). */
export interface AccessRow {
  readonly name: string;
  readonly outcomes: Readonly<Record<Asker, Outcome>>;
}

const DOCUMENT = path.join(import.meta.dirname, '../../../../docs/security.md');
const CELL = /^`?(.*?)`?$/;

/** Reads the tables of docs/security.md whose first column is "Route" or "Event". Throws at a row that is not right. */
export async function readAccessTable(): Promise<AccessRow[]> {
  const rows: AccessRow[] = [];
  let columns: string[] | null = null;
  for (const line of (await readFile(DOCUMENT, 'utf8')).split('\n')) {
    const cells = line.startsWith('|')
      ? line
          .split('|')
          .slice(1, -1)
          .map((cell) => CELL.exec(cell.trim())?.[1] ?? '')
      : null;
    if (!cells) columns = null;
    else if (cells[0] === 'Route' || cells[0] === 'Event') columns = cells.slice(1);
    else if (columns && !/^[-:]+$/.test(cells[0] ?? '')) rows.push(rowOf(columns, cells));
  }
  return rows;
}

function rowOf(columns: readonly string[], [name = '', ...outcomes]: readonly string[]): AccessRow {
  if (columns.join() !== ASKERS.join()) {
    throw new Error(`The columns above ${name} are not ${ASKERS.join(', ')}`);
  }
  const wrong = outcomes.find((outcome) => !(OUTCOMES as readonly string[]).includes(outcome));
  if (wrong !== undefined || outcomes.length !== ASKERS.length) {
    throw new Error(
      `${name}: expected ${ASKERS.length} of ${OUTCOMES.join(', ')}, got ${outcomes.join(', ')}`,
    );
  }
  const pairs = ASKERS.map((asker, index) => [asker, outcomes[index]]);
  return { name, outcomes: Object.fromEntries(pairs) as Record<Asker, Outcome> };
}
