import { type SessionSort, sessionIdSchema } from '@reclimb/contracts';
import * as z from 'zod';
import { validationError } from '../errors/validation.js';

/** The place of one session in an order of the library: its sort key and its id, which makes the place unique. */
export interface SessionPlace {
  key: string | number;
  id: string;
}

const schema = z.tuple([z.string(), z.union([z.string(), z.number()]), sessionIdSchema]);
const isDate = z.iso.datetime();

/** The opaque text that stands for the place after which a page of this order begins. */
export function encodeCursor(sort: SessionSort, place: SessionPlace): string {
  return Buffer.from(JSON.stringify([sort, place.key, place.id])).toString('base64url');
}

/** @throws DomainError `validation_failed` when the text is no cursor of this order. */
export function decodeCursor(sort: SessionSort, cursor: string): SessionPlace {
  const place = schema.safeParse(parse(cursor));
  if (place.success) {
    const [madeFor, key, id] = place.data;
    const column = sort.replace('-', '');
    const fits =
      column === 'duration'
        ? typeof key === 'number'
        : column === 'createdAt'
          ? isDate.safeParse(key).success
          : typeof key === 'string';
    if (madeFor === sort && fits) return { key, id };
  }
  throw validationError([{ path: ['cursor'], message: 'Not a cursor of this list and order' }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
