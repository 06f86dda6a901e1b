import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { Marker } from '@reclimb/contracts';
import { mdiDeleteOutline, mdiMapMarkerPlusOutline, mdiPencilOutline } from '@mdi/js';
import { Dialogs, Icon, Notices } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { MarkersApi } from './markers-api';
import { ReplaySession } from './replay-session';
import { timeText } from './time-text';

/** The session's markers: go to one, name it, delete it. */
@Component({
  selector: 'rc-marker-panel',
  imports: [Icon, MatButton, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>Markers</h2>
    <button matButton="tonal" type="button" data-testid="add-marker" (click)="add.emit()">
      <rc-icon [path]="icons.add" />Mark this moment
    </button>
    @for (marker of replay.markers(); track marker.id) {
      <div class="marker">
        <button type="button" class="go" data-testid="marker" (click)="go(marker)">
          <span class="rc-figures">{{ timeText(marker.timestamp) }}</span>
          <span>{{ marker.label || 'Without a name' }}</span>
        </button>
        <button matIconButton type="button" aria-label="Rename the marker" (click)="rename(marker)">
          <rc-icon [path]="icons.rename" />
        </button>
        <button matIconButton type="button" aria-label="Delete the marker" (click)="remove(marker)">
          <rc-icon [path]="icons.delete" />
        </button>
      </div>
    } @empty {
      <p class="hint">None yet. M marks the moment that is shown.</p>
    }
  `,
  styleUrl: './panel.scss',
})
export class MarkerPanel {
  /** A marker at the present moment is wished for. */
  readonly add = output<void>();
  protected readonly replay = inject(ReplaySession);
  protected readonly timeText = timeText;
  protected readonly icons = {
    add: mdiMapMarkerPlusOutline,
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
        const renamed = await this.#api.change(this.#sessionId(), marker.id, { label });
        this.replay.markers.update((all) => all.map((other) => (other.id === marker.id ? renamed : other)));
      },
    });
  }

  protected async remove(marker: Marker): Promise<void> {
    try {
      await this.#api.delete(this.#sessionId(), marker.id);
    } catch (error) {
      return this.#notices.failure(textOf(error));
    }
    this.replay.markers.update((all) => all.filter(({ id }) => id !== marker.id));
    this.#notices.undoable('Marker deleted', () => void this.#putBack(marker));
  }

  async #putBack(marker: Marker): Promise<void> {
    try {
      const again = await this.#api.create(this.#sessionId(), marker.timestamp, marker.label);
      this.replay.markers.update((all) => [...all, again].sort((a, b) => a.timestamp - b.timestamp));
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }

  #sessionId(): string {
    return this.replay.session()?.id ?? '';
  }
}
