import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { FARTHEST, type GhostPlacing, LARGEST_SCALE, SMALLEST_SCALE, UNMOVED } from './ghost-placing';
import { GHOST_COLOURS, GhostSettings } from './ghost-settings';

/** How the ghost looks and starts. */
@Component({
  selector: 'rc-ghost-panel',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './ghost-panel.html',
  styleUrl: './panel.scss',
})
export class GhostPanel {
  /** Whether the ghost stands over the live camera, where it can be moved. */
  readonly overCamera = input(false);
  protected readonly settings = inject(GhostSettings);
  protected readonly look = this.settings.look;
  protected readonly colours = GHOST_COLOURS;
  protected readonly countdowns = [0, 3, 10];

  protected readonly placing = this.settings.placing;
  protected readonly sizes = { least: SMALLEST_SCALE, most: LARGEST_SCALE };
  protected readonly farthest = FARTHEST;

  protected place(changes: Partial<GhostPlacing>): void {
    this.placing.update((placing) => ({ ...placing, ...changes }));
  }

  protected putBack(): void {
    this.placing.set(UNMOVED);
  }

  protected number(event: Event): number {
    return (event.target as HTMLInputElement).valueAsNumber;
  }

  protected checked(event: Event): boolean {
    return (event.target as HTMLInputElement).checked;
  }
}
