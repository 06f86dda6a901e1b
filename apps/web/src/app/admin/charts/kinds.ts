import type { StoredBytes } from '@reclimb/contracts';

/** The kinds of what is stored, in the order in which they are drawn. */
export const KINDS: readonly { readonly kind: keyof StoredBytes; readonly label: string }[] = [
  { kind: 'videos', label: 'Videos' },
  { kind: 'uploads', label: 'Kept uploads' },
  { kind: 'images', label: 'Pictures' },
  { kind: 'poses', label: 'Poses' },
];

/** All kinds together, in bytes. */
export const totalBytes = (bytes: StoredBytes): number =>
  KINDS.reduce((sum, { kind }) => sum + bytes[kind], 0);
