import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Icon, recall, remember } from '@reclimb/ui';
import { ICONS } from '../icons';
import { ReplaySession } from '../replay-session';
import { timeText } from '../time-text';
import { Saving } from './saving';

const STRETCH_KEY = 'reclimb.replay.save';
/** A video ends after its last frame, by a picture. */
const PICTURE = 1 / 30;

/** Saves what is seen: the present moment as a picture, all of the session or its A–B range as a video. */
@Component({
  selector: 'rc-save-panel',
  imports: [Icon, MatButton, MatProgressBar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './save-panel.html',
  styleUrl: '../panels/panel.scss',
})
export class SavePanel {
  protected readonly replay = inject(ReplaySession);
  protected readonly saving = inject(Saving);
  protected readonly icons = ICONS;
  readonly #wished = signal<'whole' | 'range'>(recall(STRETCH_KEY) === 'whole' ? 'whole' : 'range');

  /** The A–B range, if one is set. */
  protected readonly range = computed(() => {
    const { a = null, b = null } = this.replay.state() ?? {};
    if (a === null && b === null) return undefined;
    return { from: a ?? this.replay.start(), to: b ?? this.#end() };
  });
  /** The stretches to choose from. */
  protected readonly choices = computed(() => {
    const range = this.range();
    const whole = {
      name: `All of it, ${timeText(this.replay.end())}`,
      value: 'whole' as const,
      from: this.replay.start(),
      to: this.#end(),
    };
    if (!range) return [whole];
    const name = `A–B, ${timeText(range.from)} to ${timeText(range.to)}`;
    return [whole, { name, value: 'range' as const, ...range }];
  });
  protected readonly chosen = computed(() => {
    const choices = this.choices();
    return choices.find(({ value }) => value === this.#wished()) ?? choices[0];
  });
  protected readonly left = computed(() => {
    const left = this.saving.making()?.left;
    if (left === undefined) return 'Reading the frames …';
    return left < 90 ? `About ${Math.ceil(left)} s left` : `About ${Math.round(left / 60)} min left`;
  });

  protected choose(value: 'whole' | 'range'): void {
    this.#wished.set(value);
    remember(STRETCH_KEY, value);
  }

  protected saveVideo(): void {
    const chosen = this.chosen();
    if (chosen) this.saving.saveVideo(chosen.from, chosen.to);
  }

  #end(): number {
    return this.replay.end() + PICTURE;
  }
}
