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
import { textOf } from '../../api/api-error';
import { MarkersApi } from './markers-api';
import { ReplayActions } from '../replay-actions';
import { ReplaySession } from '../replay-session';
import { timeText } from '../time-text';

/** The session's markers: go to one, move it, name it, delete it. */
@Component({
  selector: 'rc-marker-panel',
  imports: [Icon, MatButton, MatIconButton, MatTooltip],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>Markers</h2>
    @if (!replay.readOnly()) {
      <button matButton="tonal" type="button" data-testid="add-marker" (click)="actions.addMarker()">
        <rc-icon [path]="icons.add" />Mark this moment
      </button>
    }
    @for (marker of replay.markers(); track marker.id) {
      <div class="marker">
        <button type="button" class="go" data-testid="marker" (click)="go(marker)">
          <span class="rc-figures">{{ timeText(marker.timestamp) }}</span>
          <span>{{ marker.label || 'Without a name' }}</span>
        </button>
        @for (deed of replay.readOnly() ? [] : deeds; track deed.name) {
          <button
            matIconButton
            type="button"
            [attr.aria-label]="deed.name"
            [matTooltip]="deed.name"
            [attr.data-testid]="deed.testId"
            (click)="deed.carryOut(marker)"
          >
            <rc-icon [path]="deed.icon" />
          </button>
        }
      </div>
    } @empty {
      <p class="hint">
        {{
          replay.readOnly()
            ? 'None were set.'
            : 'None yet. M marks the moment that is shown; on the timeline a marker can be dragged.'
        }}
      </p>
    }
  `,
  styleUrl: '../panels/panel.scss',
})
export class MarkerPanel {
  protected readonly actions = inject(ReplayActions);
  protected readonly replay = inject(ReplaySession);
  protected readonly timeText = timeText;
  protected readonly icons = { add: mdiMapMarkerPlusOutline };
  /** What can be done with a marker beside going there. */
  protected readonly deeds = [
    {
      name: 'Move the marker to the moment that is shown',
      testId: 'marker-move',
      icon: mdiMapMarkerRightOutline,
      carryOut: (marker: Marker) => void this.actions.moveMarker(marker, this.replay.position()),
    },
    {
      name: 'Rename the marker',
      testId: 'marker-rename',
      icon: mdiPencilOutline,
      carryOut: (marker: Marker) => void this.#rename(marker),
    },
    {
      name: 'Delete the marker',
      testId: 'marker-delete',
      icon: mdiDeleteOutline,
      carryOut: (marker: Marker) => void this.#remove(marker),
    },
  ] as const;
  readonly #api = inject(MarkersApi);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  protected go({ timestamp }: Marker): void {
    this.replay.player.seek({ timestamp });
  }

  async #rename(marker: Marker): Promise<void> {
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

  async #remove(marker: Marker): Promise<void> {
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
