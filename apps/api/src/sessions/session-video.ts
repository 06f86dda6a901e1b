import type { Request, Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { type MediaStore } from '../media/media-store.js';
import { sendMedia } from '../media/send-media.js';
import { videoIsReady, videoType } from './session.mapper.js';
import { type SessionRecording } from './session-recording.entity.js';

/** Serves a session's video to somebody who may see it. Throws `not_found` when there is none, or not yet. */
export async function sendVideo(
  media: MediaStore,
  row: SessionRecording,
  request: Request,
  response: Response,
): Promise<void> {
  const key = row.videoFilePath;
  if (key === null || !videoIsReady(row)) {
    throw new DomainError('not_found', 'This session has no video, or not yet');
  }
  await sendMedia(media, request, response, { key, contentType: videoType(key, null) });
}
