import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import type { Marker } from '@reclimb/contracts';
import {
  mdiDeleteOutline,
  mdiMapMarkerPlusOutline,
  mdiMapMarkerRightOutline,
  mdiPencilOutline,
} from '@mdi/js';
import { Dialogs, Icon, Notices } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { MarkersApi } from './markers-api';
import { ReplayActions } from './replay-actions';
import { ReplaySession } from './replay-session';
import { timeText } from './time-text';

/** The session's markers: go to one, move it, name it, delete it. */
@Component({
  selector: 'rc-marker-panel',
  imports: [Icon, MatButton, MatIconButton, MatTooltip],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>Markers</h2>
    <button matButton="tonal" type="button" data-testid="add-marker" (click)="actions.addMarker()">
      <rc-icon [path]="icons.add" />Mark this moment
    </button>
    @for (marker of replay.markers(); track marker.id) {
      <div class="marker">
        <button type="button" class="go" data-testid="marker" (click)="go(marker)">
          <span class="rc-figures">{{ timeText(marker.timestamp) }}</span>
          <span>{{ marker.label || 'Without a name' }}</span>
        </button>
        <button
          matIconButton
          type="button"
          aria-label="Move the marker to the moment that is shown"
          matTooltip="Move to the moment that is shown"
          data-testid="marker-move"
          (click)="actions.moveMarker(marker, replay.position())"
        >
          <rc-icon [path]="icons.move" />
        </button>
        <button
          matIconButton
          type="button"
          aria-label="Rename the marker"
          matTooltip="Rename"
          (click)="rename(marker)"
        >
          <rc-icon [path]="icons.rename" />
        </button>
        <button
          matIconButton
          type="button"
          aria-label="Delete the marker"
          matTooltip="Delete"
          (click)="remove(marker)"
        >
          <rc-icon [path]="icons.delete" />
        </button>
      </div>
    } @empty {
      <p class="hint">None yet. M marks the moment that is shown; on the timeline a marker can be dragged.</p>
    }
  `,
  styleUrl: './panel.scss',
})
export class MarkerPanel {
  protected readonly actions = inject(ReplayActions);
  protected readonly replay = inject(ReplaySession);
  protected readonly timeText = timeText;
  protected readonly icons = {
    add: mdiMapMarkerPlusOutline,
    move: mdiMapMarkerRightOutline,
    rename: mdiPencilOutline,
    delete: mdiDeleteOutline,
  };
  readonly #api = inject(MarkersApi);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  protected go({ timestamp }: Marker): void {
    this.replay.player.seek({ timestamp });
  }

  protected async rename(marker: Marker): Promise<void> {
    await this.#dialogs.askText({
      title: 'Rename the marker',
      label: 'Name',
      value: marker.label,
      confirm: 'Rename',
      maxLength: 200,
      save: async (label) => {
        this.replay.keepMarker(await this.#api.change(this.replay.sessionId, marker.id, { label }));
      },
    });
  }

  protected async remove(marker: Marker): Promise<void> {
    try {
      await this.#api.delete(this.replay.sessionId, marker.id);
    } catch (error) {
      return this.#notices.failure(textOf(error));
    }
    this.replay.markers.update((all) => all.filter(({ id }) => id !== marker.id));
    this.#notices.undoable('Marker deleted', () => void this.#putBack(marker));
  }

  async #putBack(marker: Marker): Promise<void> {
    try {
      this.replay.keepMarker(await this.#api.create(this.replay.sessionId, marker.timestamp, marker.label));
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }
}
