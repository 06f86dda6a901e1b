/// <reference lib="webworker" />
import { buffersOf } from '@reclimb/replay/frames';
import { type UnpackAnswer, unpackFrames, type UnpackRequest } from './unpack-frames';

const answer = (message: UnpackAnswer, transfer: Transferable[] = []) => postMessage(message, transfer);

addEventListener('message', ({ data }: MessageEvent<UnpackRequest>) => {
  try {
    const columns = unpackFrames(data);
    answer({ id: data.id, columns }, buffersOf(columns));
  } catch (error) {
    answer({ id: data.id, reason: error instanceof Error ? error.message : String(error) });
  }
});

answer('ready');
