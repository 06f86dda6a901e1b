import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '@reclimb/ui';
import { Camera } from '../../studio/camera/camera';
import { KEY_HELP } from '../controls/shortcuts';
import { GhostPanel } from '../ghost/ghost-panel';
import { ICONS } from '../icons';
import { MarkerPanel } from '../markers/marker-panel';
import { type Panel, ReplayScreen } from '../replay-screen';
import { ReplaySession } from '../replay-session';
import { SavePanel } from '../saving/save-panel';
import { StageChoice } from '../stage/stage-choice';

/** What lies open beside the picture: how the ghost looks, the markers, what can be saved, or the keys. */
@Component({
  selector: 'rc-side-panel',
  imports: [GhostPanel, Icon, MarkerPanel, MatIconButton, SavePanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './side-panel.html',
  styleUrl: './side-panel.scss',
  host: { role: 'complementary', 'data-testid': 'replay-panel' },
})
export class SidePanel {
  readonly panel = input.required<Panel>();
  protected readonly camera = inject(Camera);
  protected readonly screen = inject(ReplayScreen);
  protected readonly stage = inject(StageChoice);
  protected readonly icons = ICONS;
  readonly #replay = inject(ReplaySession);
  protected readonly keyHelp = computed(() =>
    KEY_HELP.filter(({ changes }) => !changes || !this.#replay.readOnly()),
  );
}
