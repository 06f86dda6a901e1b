import * as z from 'zod';

/** Text that can be stored: any but the NUL character, which PostgreSQL has no place for. */
export const textSchema = z
  .string()
  .refine((text) => !text.includes('\0'), { message: 'Expected text without the NUL character' });
