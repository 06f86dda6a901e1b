import * as fc from 'fast-check';
import { fromBufferPromise } from 'yauzl';
import { storedZip, type ZipFile } from './stored-zip.js';

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Reads an archive with a library that checks sums and sizes. */
async function unzip(archive: Buffer): Promise<[name: string, content: Buffer, modified: Date][]> {
  const zip = await fromBufferPromise(archive, { strictFileNames: true });
  const files: [string, Buffer, Date][] = [];
  for await (const entry of zip.eachEntry()) {
    const content = await bytesOf(await zip.openReadStreamPromise(entry));
    files.push([entry.fileName, content, entry.getLastModDate({ timezone: 'UTC', forceDosFormat: true })]);
  }
  return files;
}

const modifiedAt = new Date('2026-11-22T10:20:30Z');

describe('stored zip', () => {
  it('is read back whole, whatever the names and contents, at hand or streamed', async () => {
    const name = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.map((part) => part.replace(/[\\/.:\0]/g, '_')).join('/'));
    const content = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 });
    const files = fc.uniqueArray(fc.record({ name, content, streamed: fc.boolean() }), {
      selector: (file) => file.name,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(files, async (given) => {
        const zip = storedZip(
          each(
            given.map(({ name, content, streamed }): ZipFile => ({
              name,
              modifiedAt,
              content: streamed ? each(content) : Buffer.concat(content),
            })),
          ),
        );
        const found = await unzip(await bytesOf(zip));
        expect(found.map(([name]) => name)).toEqual(given.map(({ name }) => name));
        for (const [index, [, content, modified]] of found.entries()) {
          expect(content.equals(Buffer.concat(given[index]?.content ?? []))).toBe(true);
          expect(modified).toEqual(modifiedAt);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('holds more files than the old format can count', async () => {
    const count = 66_000;
    async function* files(): AsyncGenerator<ZipFile> {
      for (let index = 0; index < count; index++) {
        yield { name: `${index}`, modifiedAt, content: Buffer.from([index]) };
      }
    }
    const zip = await fromBufferPromise(await bytesOf(storedZip(files())));
    let seen = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== `${seen}` || entry.uncompressedSize !== 1) {
        throw new Error(`Wrong entry ${seen}`);
      }
      seen += 1;
    }
    expect(seen).toBe(count);
    // So many files take their time on a machine that is busy with other specs.
  }, 60_000);

  it('takes nothing from a stream before it is asked for it', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield Uint8Array.of(asked++);
    }
    const zip = storedZip(each([{ name: 'endless', modifiedAt, content: endless() }]));
    for (let pieces = 0; pieces < 4; pieces++) await zip.next();
    expect(asked).toBe(3);
    await zip.return();
  });
});
