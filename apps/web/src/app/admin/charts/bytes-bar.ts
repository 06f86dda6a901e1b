import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { StoredBytes } from '@reclimb/contracts';
import { formatBytes } from '@reclimb/ui';
import { stretches } from './chart-geometry';
import { KINDS, totalBytes } from './kinds';

/** A bar of what is stored, divided by kind. What it shows is also said in words. */
@Component({
  selector: 'rc-bytes-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" [attr.aria-label]="words()">
      <rect class="track" width="1000" height="16" />
      @for (part of parts(); track part.kind) {
        <rect [attr.class]="part.kind" [attr.x]="part.x" [attr.width]="part.width" height="16" />
      }
    </svg>
  `,
  styleUrl: './charts.scss',
})
export class BytesBar {
  readonly bytes = input.required<StoredBytes>();
  /** What would fill the whole bar, in bytes. */
  readonly longest = input.required<number>();

  protected readonly parts = computed(() => {
    const values = KINDS.map(({ kind }) => this.bytes()[kind]);
    return stretches(values, this.longest(), 1000).map((stretch, i) => ({
      ...stretch,
      kind: KINDS[i]?.kind,
    }));
  });
  protected readonly words = computed(() =>
    KINDS.filter(({ kind }) => this.bytes()[kind] > 0)
      .map(({ kind, label }) => `${label} ${formatBytes(this.bytes()[kind])}`)
      .concat(totalBytes(this.bytes()) === 0 ? ['Nothing'] : [])
      .join(', '),
  );
}
