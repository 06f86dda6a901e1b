import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Icon } from '@reclimb/ui';
import { ICONS } from '../icons';
import type { Layout } from '../url-state';
import { StageChoice } from './stage-choice';

const LAYOUT_NAMES: readonly { readonly layout: Layout; readonly name: string }[] = [
  { layout: 'camera', name: 'Camera' },
  { layout: 'video', name: 'Video' },
  { layout: 'plain', name: 'Plain' },
  { layout: 'both', name: 'Both' },
];

/** What the ghost is drawn over, to choose from; it changes while playing. */
@Component({
  selector: 'rc-stage-switch',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (choice of choices(); track choice.layout) {
      <button
        type="button"
        [attr.data-testid]="'stage-' + choice.layout"
        [attr.aria-pressed]="stage.layout() === choice.layout"
        (click)="stage.show(choice.layout)"
      >
        <rc-icon [path]="icons[choice.layout]" /><span>{{ choice.name }}</span>
      </button>
    }
  `,
  styleUrl: './stage-switch.scss',
  host: { role: 'group', 'aria-label': 'What the ghost is drawn over' },
})
export class StageSwitch {
  protected readonly stage = inject(StageChoice);
  protected readonly icons = ICONS;
  protected readonly choices = computed(() =>
    LAYOUT_NAMES.filter(({ layout }) => layout !== 'video' || this.stage.hasVideo()),
  );
}
