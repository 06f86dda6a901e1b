import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Dialogs, Notices, formatBytes, formatWhen } from '@reclimb/ui';
import { RecorderClient } from '../recorder/recorder-client';
import type { UnfinishedRecording } from '../recorder/recorder-messages';

/** Recordings that a closed tab or a crash left behind in this browser: one tap sends the rest of each. */
@Component({
  selector: 'rc-unfinished',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './unfinished.html',
  styleUrl: './card.scss',
})
export class Unfinished {
  private readonly recorder = inject(RecorderClient);
  private readonly dialogs = inject(Dialogs);
  private readonly notices = inject(Notices);
  private readonly all = signal<readonly UnfinishedRecording[]>([]);

  protected readonly recordings = this.all.asReadonly();
  /** The session that is being sent or thrown away. */
  protected readonly busy = signal<string | undefined>(undefined);

  constructor() {
    void this.look();
  }

  protected when({ startedAt }: UnfinishedRecording): string {
    return formatWhen(startedAt, Date.now());
  }

  protected waiting({ pendingBytes }: UnfinishedRecording): string {
    return formatBytes(pendingBytes);
  }

  protected finish(recording: UnfinishedRecording): Promise<void> {
    return this.work(recording, async () => {
      await this.recorder.finishUnfinished(recording.sessionId);
      this.notices.done(`“${recording.name}” is saved on the server.`);
    });
  }

  protected async discard(recording: UnfinishedRecording): Promise<void> {
    const sure = await this.dialogs.confirm({
      title: 'Discard this recording?',
      text: `“${recording.name}” is thrown away, here and on the server. Nothing brings it back.`,
      confirm: 'Discard',
    });
    if (sure) await this.work(recording, () => this.recorder.discardUnfinished(recording.sessionId));
  }

  private async work({ sessionId, name }: UnfinishedRecording, action: () => Promise<void>): Promise<void> {
    this.busy.set(sessionId);
    try {
      await action();
      this.all.update((all) => all.filter((one) => one.sessionId !== sessionId));
    } catch (error) {
      this.notices.failure(`“${name}”: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.busy.set(undefined);
    }
  }

  private async look(): Promise<void> {
    try {
      this.all.set(await this.recorder.findUnfinished());
    } catch (error) {
      // Storage that cannot be read holds nothing to send; the recorder warns of it when a recording starts.
      console.warn('Unfinished recordings could not be looked for.', error);
    }
  }
}
