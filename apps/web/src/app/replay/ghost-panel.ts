import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { GHOST_COLOURS, GhostSettings } from './ghost-settings';

/** How the ghost looks and starts. */
@Component({
  selector: 'rc-ghost-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './ghost-panel.html',
  styleUrl: './panel.scss',
})
export class GhostPanel {
  protected readonly settings = inject(GhostSettings);
  protected readonly look = this.settings.look;
  protected readonly colours = GHOST_COLOURS;
  protected readonly countdowns = [0, 3, 10];

  protected number(event: Event): number {
    return (event.target as HTMLInputElement).valueAsNumber;
  }

  protected checked(event: Event): boolean {
    return (event.target as HTMLInputElement).checked;
  }
}
