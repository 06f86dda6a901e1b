/// <reference lib="webworker" />
import { savePicture, saveVideo } from './save-video';
import type { SavingAnswer, SavingJob } from './saving-messages';

const answer = (message: SavingAnswer): void => postMessage(message);

addEventListener('message', ({ data: job }: MessageEvent<SavingJob>) => {
  const made = job.make === 'picture' ? savePicture(job) : saveVideo(job, (share) => answer({ share }));
  made.then(
    (file) => answer({ file }),
    (error: unknown) => answer({ reason: error instanceof Error ? error.message : String(error) }),
  );
});
