import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Storage } from '@reclimb/contracts';
import { formatBytes } from '@reclimb/ui';
import { areaPath } from './chart-geometry';
import { KINDS, totalBytes } from './kinds';

const SIZE = { width: 1000, height: 220 };

/** How what is stored has grown, a sample a day; needs two. What it shows is also said in words. */
@Component({
  selector: 'rc-growth-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="top rc-figures">{{ topText() }}</p>
    <svg
      class="growth"
      viewBox="0 0 1000 220"
      preserveAspectRatio="none"
      role="img"
      [attr.aria-label]="words()"
    >
      @for (layer of layers(); track layer.kind) {
        <path [attr.class]="layer.kind" [attr.d]="layer.path" />
      }
    </svg>
    <p class="days rc-figures">
      <span>{{ days().first }}</span><span>{{ days().last }}</span>
    </p>
  `,
  styleUrl: './charts.scss',
})
export class GrowthChart {
  readonly growth = input.required<Storage['growth']>();

  readonly #top = computed(() => Math.max(1, ...this.growth().map(({ bytes }) => totalBytes(bytes))));
  protected readonly topText = computed(() => formatBytes(this.#top()));
  /** The uppermost first: each area reaches down to 0, and the ones behind show above the ones in front. */
  protected readonly layers = computed(() =>
    KINDS.map(({ kind }, index) => {
      const upTo = KINDS.slice(0, index + 1);
      const samples = this.growth().map(({ day, bytes }) => ({
        time: Date.parse(day),
        value: upTo.reduce((sum, one) => sum + bytes[one.kind], 0),
      }));
      return { kind, path: areaPath(samples, this.#top(), SIZE) };
    }).reverse(),
  );
  protected readonly days = computed(() => {
    const text = (day: string | undefined) =>
      day === undefined
        ? ''
        : new Date(day).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
    return { first: text(this.growth()[0]?.day), last: text(this.growth().at(-1)?.day) };
  });
  protected readonly words = computed(() => {
    const first = this.growth()[0];
    const last = this.growth().at(-1);
    if (!first || !last) return '';
    const { first: from, last: to } = this.days();
    return `From ${formatBytes(totalBytes(first.bytes))} on ${from} to ${formatBytes(totalBytes(last.bytes))} on ${to}`;
  });
}
