import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { validationError } from '../errors/validation.js';
import { asMediaError } from '../media/media-errors.js';

/** Bodies that are the file itself. */
const PLAIN_TYPES = ['application/zip', 'application/x-zip-compressed', 'application/octet-stream'];
/** What a stream says whose sender has gone. */
const BROKEN_OFF: ReadonlySet<string> = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

const brokenOff = () => validationError([{ path: ['body'], message: 'The upload broke off' }]);

/**
 * Lends the file that a request brings, as its body or as the one file of a form, to `use`. It lies in `folder` without a
 * name, so that the system takes it away when it is closed, also by a crash.
 */
export async function withUploadedFile<T>(
  request: Request,
  folder: string,
  use: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const receive = receiverOf(request);
  const file = await nameless(folder);
  try {
    await receive(file).catch((error: unknown) => {
      throw BROKEN_OFF.has((error as NodeJS.ErrnoException).code ?? '') ? brokenOff() : asMediaError(error);
    });
    return await use(file);
  } finally {
    await file.close();
  }
}

async function nameless(folder: string): Promise<FileHandle> {
  try {
    await mkdir(folder, { recursive: true });
    const name = path.join(folder, `.import-${randomUUID()}`);
    const file = await open(name, 'wx+', 0o600);
    await rm(name, { force: true });
    return file;
  } catch (error) {
    throw asMediaError(error);
  }
}

// Through its handle: a stream made of its number closes that number when it fails, which is somebody else's by the
// time the handle closes it once more.
const into = (file: FileHandle) => (chunks: AsyncIterable<Buffer>) => writeFile(file, chunks);

function receiverOf(request: Request): (file: FileHandle) => Promise<void> {
  if (request.is(PLAIN_TYPES)) return (file) => pipeline(request, into(file));
  if (request.is('multipart/form-data')) return (file) => receiveForm(request, file);
  throw validationError([
    { path: ['content-type'], message: 'Expected application/zip, or multipart/form-data with one file' },
  ]);
}

async function receiveForm(request: Request, file: FileHandle): Promise<void> {
  let part: Readable | undefined;
  let received: Promise<void> | undefined;
  try {
    const form = busboy({ headers: request.headers, limits: { files: 1, fields: 0 } });
    // It may fail several times; the first one ends the pipeline below, which listens no more.
    form.on('error', () => undefined);
    form.on('file', (_name: string, content: Readable) => {
      part = content;
      received = pipeline(content, into(file));
      // Awaited below, after the whole form; a failure ends the form too.
      received.catch((error: Error) => form.destroy(error));
    });
    await pipeline(request, form);
  } catch (error) {
    // A file that was found in what follows the failure has nobody else to end it.
    part?.destroy();
    await received?.catch(() => undefined);
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    // What the form's parser says of a malformed one has no code.
    throw validationError([{ path: ['body'], message: 'The form could not be read' }]);
  }
  if (!received) throw validationError([{ path: ['file'], message: 'The form holds no file' }]);
  await received;
}
