import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Session } from '@reclimb/contracts';
import { countOf, formatDuration } from '@reclimb/ui';
import { SessionsApi } from '../../api/sessions-api';
import { RecorderClient } from '../recorder/recorder-client';
import { sentence } from '../status/sentence';
import { refusalAdvice, type UploadWording } from '../status/upload-wording';
import { StudioRecording } from '../studio-recording';

/** Making a video seekable takes well under a second for each minute recorded. */
const LOOK_AGAIN_MS = 1000;

/** What became of the recording that was just stopped, and where to go from here. */
@Component({
  selector: 'rc-after-recording',
  imports: [MatButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './after-recording.html',
  styleUrl: './card.scss',
})
export class AfterRecording {
  protected readonly recorder = inject(RecorderClient);
  private readonly api = inject(SessionsApi);
  protected readonly recording = inject(StudioRecording);

  readonly upload = input<UploadWording>();

  private readonly newest = signal<Session | undefined>(undefined);
  protected readonly session = computed(() => {
    const finished = this.recorder.finishedSession() ?? undefined;
    const newest = this.newest();
    return newest && newest.id === finished?.id ? newest : finished;
  });
  protected readonly sentence = sentence;
  protected readonly failure = this.recorder.failure;
  /** Leaving this card shows what waits in this browser, which is then sent again. */
  protected readonly advice = computed(() => refusalAdvice(this.failure()?.code ?? ''));
  protected readonly failureTitle = computed(() => {
    if (this.failure()?.code === 'session_limit') return 'The session can be no longer';
    return this.partlySaved()
      ? 'Not all of the recording reached the server'
      : 'The recording did not reach the server';
  });
  /** Whether the rest waits for room that the climber can make. */
  protected readonly noRoom = computed(() =>
    ['user_bytes', 'quota_exceeded'].includes(this.recorder.refusal() ?? ''),
  );
  protected readonly partlySaved = computed(() => this.recorder.framesStored() > 0);
  protected readonly savedUpTo = computed(() => formatDuration(this.recorder.secondsStored()));
  protected readonly figures = computed(
    () =>
      `${formatDuration(this.recorder.elapsedSeconds())} · ${countOf(this.recorder.framesRecorded(), 'frame')}`,
  );

  constructor() {
    effect((onCleanup) => {
      const session = this.session();
      if (session?.status !== 'processing') return;
      const abort = new AbortController();
      const timer = setTimeout(() => void this.look(session, abort.signal), LOOK_AGAIN_MS);
      onCleanup(() => {
        clearTimeout(timer);
        abort.abort();
      });
    });
  }

  private async look(session: Session, signal: AbortSignal): Promise<void> {
    try {
      this.newest.set(await this.api.get(session.id, signal));
    } catch (error) {
      if (signal.aborted) return;
      console.warn('How far the session is could not be asked; it is asked again.', error);
      // A new object makes the effect above wait and ask once more.
      this.newest.set({ ...session });
    }
  }
}
