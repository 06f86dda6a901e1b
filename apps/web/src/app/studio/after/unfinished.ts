import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Dialogs, formatBytes, formatWhen } from '@reclimb/ui';
import { RecorderClient, RecorderError } from '../recorder/recorder-client';
import type { UnfinishedRecording } from '../recorder/recorder-messages';
import { sentence } from '../status/sentence';
import { refusalAdvice, whatStandsInTheWay } from '../status/upload-wording';

/** A recording that was left behind, and how it is faring. */
interface Leftover {
  readonly recording: UnfinishedRecording;
  /** Why the rest could not be sent; absent while it is being sent. */
  readonly trouble?: { readonly code: string; readonly text: string };
  /** All of it has been sent. It stays in sight until it is put away: sending may take no longer than a glance. */
  readonly sent?: true;
  /** It is being thrown away. */
  readonly discarding?: true;
}

/**
 * Recordings that a closed tab or a crash left behind in this browser. The rest of each is sent without being asked:
 * whoever comes back may not know that something is missing.
 */
@Component({
  selector: 'rc-unfinished',
  imports: [MatButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './unfinished.html',
  styleUrl: './card.scss',
})
export class Unfinished {
  private readonly recorder = inject(RecorderClient);
  private readonly dialogs = inject(Dialogs);
  private readonly all = signal<readonly Leftover[]>([]);

  protected readonly leftovers = this.all.asReadonly();
  /** How the sending is faring. */
  protected readonly progress = computed(() => {
    const connection = this.recorder.connection();
    const why = whatStandsInTheWay({ connection, refusal: this.recorder.backgroundRefusal() });
    if (!why) return 'They are being sent now…';
    const soon = connection === 'offline' ? 'when there is one' : 'as soon as it can';
    return `${why.what}. ${why.doing ?? `They are sent by themselves ${soon}`}.`;
  });

  constructor() {
    void this.look();
  }

  protected when({ startedAt }: UnfinishedRecording): string {
    return formatWhen(startedAt, Date.now());
  }

  protected waiting({ pendingBytes }: UnfinishedRecording): string {
    return formatBytes(pendingBytes);
  }

  protected async finish(recording: UnfinishedRecording): Promise<void> {
    await this.end(recording, () => this.recorder.finishUnfinished(recording.sessionId));
  }

  /** The way on when the server takes the rest never: what it has is a session, which would else be thrown away with it. */
  protected async settle(recording: UnfinishedRecording): Promise<void> {
    const sure = await this.dialogs.confirm({
      title: 'Give up the rest?',
      text: `“${recording.name}” ends with what the server has of it. ${this.waiting(recording)} in this browser are thrown away.`,
      confirm: 'Give up the rest',
    });
    if (!sure || !this.find(recording)) return;
    await this.end(recording, () => this.recorder.settleUnfinished(recording.sessionId));
  }

  protected async discard(recording: UnfinishedRecording): Promise<void> {
    const sure = await this.dialogs.confirm({
      title: 'Discard this recording?',
      text: `“${recording.name}” is thrown away, here and on the server. Nothing brings it back.`,
      confirm: 'Discard',
    });
    // It may have been sent, and left the list, while the question stood.
    if (!sure || !this.find(recording)) return;
    this.change({ recording, discarding: true });
    try {
      await this.recorder.discardUnfinished(recording.sessionId);
      this.remove(recording);
    } catch (error) {
      this.change({ recording });
      this.fail(recording, error);
    }
  }

  /** Takes it from the list. */
  protected remove({ sessionId }: UnfinishedRecording): void {
    this.all.update((all) => all.filter(({ recording }) => recording.sessionId !== sessionId));
  }

  private async end(recording: UnfinishedRecording, work: () => Promise<unknown>): Promise<void> {
    this.change({ recording });
    try {
      await work();
      this.change({ recording, sent: true });
    } catch (error) {
      this.fail(recording, error);
    }
  }

  private find({ sessionId }: UnfinishedRecording): Leftover | undefined {
    return this.all().find(({ recording }) => recording.sessionId === sessionId);
  }

  private change(changed: Leftover): void {
    this.all.update((all) =>
      all.map((one) => (one.recording.sessionId === changed.recording.sessionId ? changed : one)),
    );
  }

  /** A recording that is thrown away ends its sending, which is no trouble. */
  private fail(recording: UnfinishedRecording, error: unknown): void {
    const standing = this.find(recording);
    if (!standing || standing.discarding) return;
    const code = error instanceof RecorderError ? error.code : 'internal';
    const reason = error instanceof Error ? error.message : String(error);
    this.change({ recording, trouble: { code, text: `${sentence(reason)} ${refusalAdvice(code)}`.trim() } });
  }

  private async look(): Promise<void> {
    try {
      const found = await this.recorder.findUnfinished();
      this.all.set(found.map((recording) => ({ recording })));
      for (const recording of found) void this.finish(recording);
    } catch (error) {
      // Storage that cannot be read holds nothing to send; the recorder warns of it when a recording starts.
      console.warn('Unfinished recordings could not be looked for.', error);
    }
  }
}
