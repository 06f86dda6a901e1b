import * as z from 'zod';
import { validationError } from '../errors/validation.js';

/** The place of a delivery in its webhook's log. */
export interface DeliveryPlace {
  createdAt: Date;
  id: string;
}

const schema = z.tuple([z.iso.datetime(), z.uuid()]);

/** The opaque text that stands for the place after which a page begins. */
export function encodeDeliveryCursor({ createdAt, id }: DeliveryPlace): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');
}

/** @throws DomainError `validation_failed` when the text is no cursor of a log. */
export function decodeDeliveryCursor(cursor: string): DeliveryPlace {
  const place = schema.safeParse(Buffer.from(cursor, 'base64url').toString().split(' '));
  if (!place.success) throw validationError([{ path: ['cursor'], message: 'Not a cursor of this list' }]);
  const [createdAt, id] = place.data;
  return { createdAt: new Date(createdAt), id };
}
