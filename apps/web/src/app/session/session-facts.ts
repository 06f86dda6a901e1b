import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { BODY_PARTS, type BodyPart, type Session, type SessionStatistics } from '@reclimb/contracts';
import { formatBytes, formatDuration, formatMoment, speakDuration } from '@reclimb/ui';
import { AccountStore } from '../accounts/account-store';

const SKELETON_NAMES = { coco17: '17 keypoints (COCO)', blazepose33: '33 keypoints (BlazePose)' } as const;

const PARTS: Readonly<
  Record<BodyPart, { readonly name: string; readonly side: 'left' | 'right' | 'middle' }>
> = {
  head: { name: 'Head', side: 'middle' },
  trunk: { name: 'Trunk', side: 'middle' },
  leftArm: { name: 'Left arm', side: 'left' },
  rightArm: { name: 'Right arm', side: 'right' },
  leftLeg: { name: 'Left leg', side: 'left' },
  rightLeg: { name: 'Right leg', side: 'right' },
};

const STORED = { video: 'video', upload: 'upload', frames: 'poses', images: 'pictures' } as const;

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
  /** Null while unknown. */
  readonly statistics = input<SessionStatistics | null>(null);
  /** A time in seconds that is to be shown. */
  readonly goTo = output<number>();

  readonly #account = inject(AccountStore).account;
  protected readonly formatMoment = formatMoment;
  protected readonly formatDuration = formatDuration;
  protected readonly duration = computed(() => formatDuration(this.session().duration));
  protected readonly spokenDuration = computed(() => speakDuration(this.session().duration));
  protected readonly frames = computed(() => this.session().frameCount.toLocaleString('en'));
  protected readonly rate = computed(() => {
    const { frameCount, duration } = this.session();
    return frameCount > 1 && duration > 0 ? ((frameCount - 1) / duration).toFixed(1) : null;
  });
  protected readonly percent = computed(() => {
    const share = this.statistics()?.tracking?.personShare;
    if (share === undefined) return null;
    // A hundred is said of all frames alone.
    return share === 1 ? 100 : Math.min(99, Math.round(share * 100));
  });
  protected readonly advice = computed(() => {
    const share = this.statistics()?.tracking?.personShare;
    if (share === undefined || share >= GOOD_QUALITY) return '';
    return share >= POOR_QUALITY
      ? 'The ghost will be missing at times. Step back so that hands and feet stay in the picture.'
      : 'Hardly a ghost. More light and more distance help: the whole body should be in the picture.';
  });
  protected readonly gap = computed(() => {
    const gap = this.statistics()?.tracking?.longestGap;
    return gap && { from: gap.from, length: (gap.to - gap.from).toFixed(1) };
  });
  protected readonly parts = computed(() => {
    const scores = this.statistics()?.tracking?.scores;
    return BODY_PARTS.flatMap((part) => {
      const score = scores?.[part] ?? null;
      return score === null ? [] : [{ ...PARTS[part], percent: Math.round(score * 100) }];
    });
  });
  protected readonly storage = computed(() => {
    const storage = this.statistics()?.storage;
    if (!storage) return null;
    const shares = Object.entries(STORED).map(
      ([key, what]) => [storage[key as keyof typeof STORED], what] as const,
    );
    return {
      total: formatBytes(shares.reduce((sum, [bytes]) => sum + bytes, 0)),
      shares: shares
        .filter(([bytes]) => bytes > 0)
        .map(([bytes, what]) => `${what} ${formatBytes(bytes)}`)
        .join(', '),
    };
  });
  protected readonly mine = computed(() => this.session().owner.id === this.#account()?.id);
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
