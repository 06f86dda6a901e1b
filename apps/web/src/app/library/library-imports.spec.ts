import { TestBed } from '@angular/core/testing';
import type { Session } from '@reclimb/contracts';
import { ApiError } from '../api/api-error';
import { LibraryImports, UPLOAD_ARCHIVE } from './library-imports';
import { type LibraryFilter, WHOLE_LIBRARY } from './library-filter';
import { LibraryStore } from './library-store';
import type { UploadWatch } from './upload-archive';

const session = { id: 'new', name: 'Roof' } as Session;

describe('LibraryImports', () => {
  /** Uploads under way, in the order in which they began. */
  let uploads: { resolve(session: Session): void; reject(error: Error): void; watch: UploadWatch }[];
  let taken: Session[];
  let leftOutBy: LibraryFilter | null;
  let imports: LibraryImports;

  beforeEach(() => {
    uploads = [];
    taken = [];
    leftOutBy = null;
    const upload = (_file: Blob, watch: UploadWatch) =>
      new Promise<Session>((resolve, reject) => {
        uploads.push({ resolve, reject, watch });
        watch.signal.addEventListener('abort', () => reject(new DOMException('off', 'AbortError')));
      });
    const adopt = async (made: Session) => {
      taken.push(made);
      return leftOutBy;
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: UPLOAD_ARCHIVE, useValue: upload },
        { provide: LibraryStore, useValue: { adopt } },
      ],
    });
    imports = TestBed.inject(LibraryImports);
  });
  const zip = (name: string) => new File(['12345'], name);
  const phases = () => imports.rows().map(({ phase }) => phase);
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

  it('sends one after the other, says how far each is, and hands the sessions to the library', async () => {
    const made = imports.add([zip('a.zip'), zip('b.ZIP')]);
    await settle();
    expect(phases()).toEqual(['sending', 'waiting']);
    uploads[0]?.watch.sent(3);
    expect(imports.rows()[0]).toMatchObject({ phase: 'sending', sent: 3 });
    uploads[0]?.watch.sent(5);
    expect(phases()[0]).toBe('working');
    uploads[0]?.resolve(session);
    await settle();
    expect(phases()).toEqual(['done', 'sending']);
    uploads[1]?.reject(new ApiError('validation_failed', 'frames.ndjson: its sum is wrong', 400));
    expect(await made).toEqual([session]);
    expect(taken).toEqual([session]);
    expect(imports.rows()[1]).toMatchObject({
      phase: 'refused',
      reason: 'frames.ndjson: its sum is wrong',
    });
  });

  it('says what leaves a new session out of the list', async () => {
    leftOutBy = { ...WHOLE_LIBRARY, q: 'slab' };
    const made = imports.add([zip('a.zip')]);
    await settle();
    uploads[0]?.resolve(session);
    await made;
    expect(imports.rows()[0]).toMatchObject({ phase: 'done', session, leftOutBy });
  });

  it('does not send what is no archive', async () => {
    expect(await imports.add([zip('climb.mp4')])).toEqual([]);
    expect(uploads).toEqual([]);
    expect(imports.rows()[0]?.reason).toMatch(/not a zip export/);
  });

  it('calls off what is under way and what waits, and goes on with the rest', async () => {
    const made = imports.add([zip('a.zip'), zip('b.zip'), zip('c.zip')]);
    await settle();
    for (const row of imports.rows().slice(0, 2)) imports.remove(row);
    await settle();
    expect(uploads).toHaveLength(2);
    uploads[1]?.resolve(session);
    expect(await made).toEqual([session]);
    expect(imports.rows().map(({ name }) => name)).toEqual(['c.zip']);
  });
});
