import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { Notices } from '@reclimb/ui';
import { GhostSettings } from '../ghost/ghost-settings';
import { ReplaySession } from '../replay-session';
import { timeText } from '../time-text';
import type { SavedSession, SavingAnswer, SavingJob } from './saving-messages';

/** A file keeps its address for so long: the browser has begun to store it by then. */
const KEPT_MS = 60_000;

/** What is being made. */
export interface Making {
  readonly make: SavingJob['make'];
  /** 0…1. */
  readonly share: number;
  /** Seconds that are left, once that can be said. */
  readonly left: number | undefined;
}

/** Saves pictures and videos with the ghost in them: made in a worker, then handed to the browser as a download. */
@Injectable()
export class Saving {
  readonly #document = inject(DOCUMENT);
  readonly #notices = inject(Notices);
  readonly #replay = inject(ReplaySession);
  readonly #settings = inject(GhostSettings);
  readonly #making = signal<Making | undefined>(undefined);
  #worker: Worker | undefined;

  readonly making = this.#making.asReadonly();
  readonly busy = computed(() => this.#making() !== undefined);
  /** Whether this browser encodes videos at all. */
  readonly encodes = typeof VideoEncoder !== 'undefined';

  constructor() {
    inject(DestroyRef).onDestroy(() => this.cancel());
  }

  /** Saves the present moment as a PNG. */
  savePicture(): void {
    const at = this.#replay.moment()?.timestamp ?? this.#replay.position();
    this.#start({ make: 'picture', at, ...this.#subject() }, `${this.#name()} ${fileTime(at)}.png`);
  }

  /** Saves a stretch of the session as an MP4: from one time to before another, in seconds. */
  saveVideo(from: number, to: number): void {
    this.#start(
      { make: 'video', from, to, ...this.#subject() },
      `${this.#name()} ${fileTime(from)}–${fileTime(to)}.mp4`,
    );
  }

  /** Gives up what is being made; nothing is left of it. */
  cancel(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#making.set(undefined);
  }

  #start(job: SavingJob, fileName: string): void {
    this.cancel();
    const begun = performance.now();
    this.#making.set({ make: job.make, share: 0, left: undefined });
    const worker = new Worker(new URL('./saving.worker', import.meta.url), {
      type: 'module',
      name: 'saving',
    });
    this.#worker = worker;
    worker.onmessage = ({ data: answer }: MessageEvent<SavingAnswer>) => {
      if ('share' in answer) {
        const { share } = answer;
        const passed = (performance.now() - begun) / 1000;
        // The first pictures wait for the frames and the encoder: they say nothing about the rest.
        const left = share > 0.02 ? (passed / share) * (1 - share) : undefined;
        return this.#making.set({ make: job.make, share, left });
      }
      this.cancel();
      if ('file' in answer) this.#download(answer.file, fileName);
      else this.#notices.failure(`It could not be saved. ${answer.reason}`);
    };
    worker.onerror = ({ message }) => {
      this.cancel();
      this.#notices.failure(`It could not be saved. ${message}`);
    };
    worker.postMessage(job);
  }

  #download(file: Blob, name: string): void {
    const link = this.#document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
    this.#notices.done(`Saved: ${name}`);
  }

  #subject(): Pick<SavingJob, 'session' | 'look'> {
    const session = this.#replay.session();
    if (!session) throw new Error('Nothing is saved before the session is known.');
    const saved: SavedSession = {
      skeleton: session.skeleton,
      width: session.imageWidth || 640,
      height: session.imageHeight || 480,
      start: this.#replay.start(),
      end: this.#replay.end(),
      framesUrl: this.#replay.framesUrl,
      videoUrl: session.video?.url ?? null,
    };
    return { session: saved, look: this.#settings.look() };
  }

  /** The session's name as far as every system takes it in a file's name. */
  #name(): string {
    const name = (this.#replay.session()?.name ?? '').replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
    return name || 'Session';
  }
}

/** A time in a file's name, where colons may not stand. */
function fileTime(seconds: number): string {
  return timeText(seconds).replaceAll(':', '-');
}
