import { PictureReader } from './picture-reader';
import { PoseLink } from './pose-link';
import type { FromCaptureWorker, ToCaptureWorker } from './recorder-messages';

declare const self: DedicatedWorkerGlobalScope;

const tell = (message: FromCaptureWorker): void => self.postMessage(message);
let link: PoseLink | null = null;
let size = { imageWidth: 0, imageHeight: 0 };

const reader = new PictureReader(
  (picture) => {
    size = { imageWidth: picture.displayWidth, imageHeight: picture.displayHeight };
    if (link) link.offer(picture);
    else picture.close();
  },
  (reason) => tell({ type: 'pictures-ended', reason }),
);

self.onmessage = ({ data }: MessageEvent<ToCaptureWorker>): void => {
  switch (data.type) {
    case 'attach':
      reader.close();
      link?.close();
      link = new PoseLink(
        data.posePort,
        ({ poses, skeleton, timestamp }) => tell({ type: 'poses', poses, skeleton, timestamp, ...size }),
        () => performance.now(),
      );
      if (data.pictures) void reader.read(data.pictures);
      return;
    case 'picture':
      return reader.take(data.picture);
    case 'detach':
      reader.close();
      link?.close();
      link = null;
      return;
    default:
      if ('request' in data) {
        const error = { code: 'unavailable', message: 'Recording is not available yet' };
        tell({ type: 'answer', request: data.request, ok: false, error });
      }
  }
};
