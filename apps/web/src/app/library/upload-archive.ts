import { type Session, sessionSchema } from '@reclimb/contracts';
import { API_BASE } from '../api/api-client';
import { ApiError, apiErrorOf, humanText } from '../api/api-error';

/** How far an upload is. */
export interface UploadWatch {
  /** Bytes that have gone out; all of them when the server has begun to work. */
  sent(bytes: number): void;
  /** Calls it off; what the server has made of it until then is removed there. */
  readonly signal: AbortSignal;
}

/**
 * Sends a `zip` export to the server and answers the session that it has made of it. By XMLHttpRequest: `fetch` does not
 * tell how much has gone out.
 *
 * @throws ApiError with what the server says; `AbortError` when it was called off.
 */
export function uploadArchive(file: Blob, { sent, signal }: UploadWatch): Promise<Session> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API_BASE}/sessions/import`);
    request.setRequestHeader('Content-Type', 'application/zip');
    request.upload.onprogress = ({ loaded }) => sent(loaded);
    request.upload.onload = () => sent(file.size);
    request.onload = () => {
      if (request.status !== 201) return reject(apiErrorOf(request.status, request.responseText));
      const parsed = sessionSchema.safeParse(parsedJson(request.responseText));
      if (parsed.success) resolve(parsed.data);
      else reject(new ApiError('unreadable', humanText('unreadable'), request.status));
    };
    request.onerror = () => reject(apiErrorOf(0, null));
    request.onabort = () => reject(new DOMException('The upload was called off', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
