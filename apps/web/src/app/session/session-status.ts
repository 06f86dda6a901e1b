import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Session } from '@reclimb/contracts';
import { mdiAlertCircleOutline, mdiLinkOff, mdiRecord, mdiTimerSandEmpty, mdiVideoOffOutline } from '@mdi/js';
import { Icon } from '@reclimb/ui';
import { videoRemovedText } from './video-removed';

/** What a session's chip says. A completed session that is whole has none: nothing needs to be said. */
interface Chip {
  readonly kind: 'recording' | 'processing' | 'failed' | 'interrupted' | 'video-removed';
  readonly label: string;
  readonly title: string;
  readonly icon: string;
}

type StatusFacts = Pick<Session, 'status' | 'failureReason' | 'interrupted' | 'videoRemoved'>;

/** The chip of a session that is not simply there: being recorded, in process, failed, or cut off. */
@Component({
  selector: 'rc-session-status',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (chip(); as chip) {
      <span [class]="'chip ' + chip.kind" [title]="chip.title" [attr.data-testid]="'status-' + chip.kind">
        <rc-icon [path]="chip.icon" [size]="16" />{{ chip.label }}
      </span>
    }
  `,
  styleUrl: './session-status.scss',
})
export class SessionStatus {
  readonly session = input.required<StatusFacts>();
  protected readonly chip = computed(() => chipOf(this.session()));
}

function chipOf({ status, failureReason, interrupted, videoRemoved }: StatusFacts): Chip | null {
  switch (status) {
    case 'recording':
      return { kind: 'recording', label: 'Recording', title: 'Being recorded now', icon: mdiRecord };
    case 'processing':
      return {
        kind: 'processing',
        label: 'Processing',
        title: 'The video is being made seekable. Poses can be replayed already.',
        icon: mdiTimerSandEmpty,
      };
    case 'failed':
      return {
        kind: 'failed',
        label: 'Failed',
        title: failureReason ?? 'Processing failed.',
        icon: mdiAlertCircleOutline,
      };
    case 'completed':
      if (interrupted) {
        return {
          kind: 'interrupted',
          label: 'Interrupted',
          title: 'The recording ended without a stop. Everything that arrived is here.',
          icon: mdiLinkOff,
        };
      }
      return videoRemoved
        ? {
            kind: 'video-removed',
            label: 'Video removed',
            title: videoRemovedText(videoRemoved),
            icon: mdiVideoOffOutline,
          }
        : null;
  }
}
