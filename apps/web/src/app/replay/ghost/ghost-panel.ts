import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { FARTHEST, type GhostPlacing, LARGEST_SCALE, SMALLEST_SCALE, UNMOVED } from './ghost-placing';
import type { GhostLook } from './ghost-look';
import { GHOST_COLOURS, GhostSettings } from './ghost-settings';

/** A value that is set by dragging. */
interface Slider {
  readonly name: string;
  readonly testId: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly value: number;
  /** The value with its unit. */
  readonly text: string;
  readonly change: (value: number) => void;
}

/** What of the look is on or off. */
type SwitchedLook = { [K in keyof GhostLook]: GhostLook[K] extends boolean ? K : never }[keyof GhostLook];
interface Switch {
  readonly of: SwitchedLook;
  readonly name: string;
  readonly testId: string;
}

const OWN_SKELETON: Switch = { of: 'live', name: 'My own skeleton, live', testId: 'own-skeleton' };
const SWITCHES: readonly Switch[] = [
  { of: 'mirror', name: 'Mirror', testId: 'mirror' },
  { of: 'fill', name: 'Fill the window', testId: 'ghost-fill' },
  { of: 'smooth', name: 'Smooth', testId: 'ghost-smooth' },
  { of: 'onion', name: 'Half a second before and after', testId: 'ghost-onion' },
  { of: 'trails', name: 'Trails of hips and hands', testId: 'ghost-trails' },
];

const percent = (value: number): string => `${(value * 100).toFixed(0)} %`;

/** How the ghost looks and starts. */
@Component({
  selector: 'rc-ghost-panel',
  imports: [MatButton, NgTemplateOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './ghost-panel.html',
  styleUrl: '../panels/panel.scss',
})
export class GhostPanel {
  /** Whether the ghost stands over the live camera, where it can be moved. */
  readonly overCamera = input(false);
  protected readonly settings = inject(GhostSettings);
  protected readonly look = this.settings.look;
  protected readonly colours = GHOST_COLOURS;
  protected readonly countdowns = [0, 3, 10];

  protected readonly switches = computed(() => (this.overCamera() ? [OWN_SKELETON, ...SWITCHES] : SWITCHES));
  protected readonly lookSliders = computed<readonly Slider[]>(() => {
    const { opacity, thickness } = this.look();
    return [
      {
        name: 'Opacity',
        testId: 'ghost-opacity',
        ...{ least: 0.1, most: 1, step: 0.05, value: opacity, text: percent(opacity) },
        change: (value) => this.settings.change({ opacity: value }),
      },
      {
        name: 'Thickness',
        testId: 'ghost-thickness',
        ...{ least: 0.5, most: 3, step: 0.25, value: thickness, text: `× ${thickness}` },
        change: (value) => this.settings.change({ thickness: value }),
      },
    ];
  });
  protected readonly placingSliders = computed<readonly Slider[]>(() => [
    this.#placingSlider('scale', 'Size', SMALLEST_SCALE, LARGEST_SCALE),
    this.#placingSlider('x', 'Sideways', -FARTHEST, FARTHEST),
    this.#placingSlider('y', 'Downwards', -FARTHEST, FARTHEST),
  ]);

  protected putBack(): void {
    this.settings.placing.set(UNMOVED);
  }

  protected number(event: Event): number {
    return (event.target as HTMLInputElement).valueAsNumber;
  }

  protected turn(of: SwitchedLook, event: Event): void {
    this.settings.change({ [of]: (event.target as HTMLInputElement).checked });
  }

  #placingSlider(of: keyof GhostPlacing, name: string, least: number, most: number): Slider {
    const value = this.settings.placing()[of];
    return {
      name,
      testId: `ghost-${name.toLowerCase()}`,
      ...{ least, most, step: 0.01, value, text: percent(value) },
      change: (changed) => this.settings.placing.update((placing) => ({ ...placing, [of]: changed })),
    };
  }
}
