import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Session } from '@reclimb/contracts';
import { formatBytes, formatDuration, formatMoment, speakDuration } from '@reclimb/ui';
import { AccountStore } from '../accounts/account-store';

const SKELETON_NAMES = { coco17: '17 keypoints (COCO)', blazepose33: '33 keypoints (BlazePose)' } as const;

/** From this share of frames on, a ghost is whole enough to follow; below the second, it is mostly missing. */
const GOOD_QUALITY = 0.8;
const POOR_QUALITY = 0.5;

/** The numbers of a session: first those that a climber asks for, then the technical ones. */
@Component({
  selector: 'rc-session-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './session-facts.html',
  styleUrl: './session-facts.scss',
})
export class SessionFacts {
  readonly session = input.required<Session>();
  /** Share of frames with somebody in them, 0…1; null while unknown. */
  readonly quality = input<number | null>(null);

  readonly #account = inject(AccountStore).account;
  protected readonly formatMoment = formatMoment;
  protected readonly duration = computed(() => formatDuration(this.session().duration));
  protected readonly spokenDuration = computed(() => speakDuration(this.session().duration));
  protected readonly frames = computed(() => this.session().frameCount.toLocaleString('en'));
  protected readonly rate = computed(() => {
    const { frameCount, duration } = this.session();
    return frameCount > 1 && duration > 0 ? ((frameCount - 1) / duration).toFixed(1) : null;
  });
  protected readonly percent = computed(() => {
    const quality = this.quality();
    return quality === null ? null : Math.round(quality * 100);
  });
  protected readonly advice = computed(() => {
    const quality = this.quality();
    if (quality === null || quality >= GOOD_QUALITY) return '';
    return quality >= POOR_QUALITY
      ? 'The ghost will be missing at times. Step back so that hands and feet stay in the picture.'
      : 'Hardly a ghost. More light and more distance help: the whole body should be in the picture.';
  });
  protected readonly skeleton = computed(() => SKELETON_NAMES[this.session().skeleton]);
  protected readonly video = computed(() => {
    const { video } = this.session();
    return video && `${video.width} × ${video.height}, ${formatBytes(video.sizeBytes)}`;
  });
  /** Named only where it is somebody else: an administrator looks at another one's recording. */
  protected readonly owner = computed(() => {
    const { owner } = this.session();
    return owner.id === this.#account()?.id ? null : owner.name;
  });
}
