import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { type ArchiveManifest } from '@reclimb/contracts';
import { fromBufferPromise } from 'yauzl';

/** The files of an archive, by name, in order. */
export type ArchiveContents = Map<string, Buffer>;

/** Unpacks an archive. */
export async function unpack(archive: Buffer): Promise<ArchiveContents> {
  const zip = await fromBufferPromise(archive, { strictFileNames: true });
  const files: ArchiveContents = new Map();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
}

/** Writes the manifest anew, so that sizes and sums agree with the files as they are now. */
export function signed(files: ArchiveContents): ArchiveContents {
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '{}') as ArchiveManifest;
  manifest.files = [...files]
    .filter(([name]) => name !== 'manifest.json')
    .map(([path, content]) => ({
      path,
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    }));
  return new Map([...files, ['manifest.json', Buffer.from(JSON.stringify(manifest))]]);
}

/** An entry as a forger writes it: what is not said is right. */
export interface ForgedEntry {
  name: string;
  content: Buffer;
  compress?: boolean;
  /** The announced size, when it is to differ. */
  size?: number;
  /** Flags in the directory, e.g. 1 for encrypted. */
  flags?: number;
  method?: number;
  /** Whether the directory points at the first entry's bytes instead. */
  overlaps?: boolean;
}

/** Writes any archive, wrong ones too, which no library would. */
export function forge(entries: readonly ForgedEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, compress = false, size = content.length, flags = 0, ...rest } of entries) {
    const packed = compress ? deflateRawSync(content, { level: 9 }) : content;
    const method = rest.method ?? (compress ? 8 : 0);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt16LE((40 << 9) | (1 << 5) | 1, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(rest.overlaps ? 0 : offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name, 'latin1'));
    if (rest.overlaps) continue;
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      fields,
      Buffer.from(name, 'latin1'),
      packed,
    ]);
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

/** The files as entries. */
export const entriesOf = (files: ArchiveContents): ForgedEntry[] =>
  [...files].map(([name, content]) => ({ name, content }));
