import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MediaRepair, MediaReport } from '@reclimb/contracts';
import { Dialogs, Notices, countOf, formatBytes } from '@reclimb/ui';
import { AdminApi } from '../../api/admin-api';
import { ApiError, textOf } from '../../api/api-error';

/** Holds the media store against the database; removes what belongs to nobody when asked to. */
@Component({
  selector: 'rc-media-check',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './media-check.html',
  styles: `
    @use '../../../styles/section';
    @use 'items';
  `,
})
export class MediaCheck {
  readonly #api = inject(AdminApi);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  protected readonly report = signal<MediaReport | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  /** Whether the folder is refused because its marker is not there. */
  protected readonly unmounted = signal(false);
  protected readonly bytes = formatBytes;
  protected readonly count = countOf;

  protected async look(): Promise<void> {
    this.busy.set(true);
    this.failure.set('');
    this.unmounted.set(false);
    try {
      this.report.set(await this.#api.mediaReport());
    } catch (error) {
      this.report.set(null);
      this.failure.set(textOf(error));
      this.unmounted.set(error instanceof ApiError && error.code === 'unavailable');
    } finally {
      this.busy.set(false);
    }
  }

  /** The store has been moved and its marker left behind. */
  protected async declare(): Promise<void> {
    const sure = await this.#dialogs.confirm({
      title: 'Is this the right folder?',
      text: 'Only when its disk is mounted and the recordings are in it. Of an empty folder every file would be missing.',
      confirm: 'This is the right one',
    });
    if (!sure) return;
    this.busy.set(true);
    try {
      await this.#api.declareMedia();
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
    await this.look();
  }

  protected async removeOrphans({ orphans }: MediaReport): Promise<void> {
    await this.#repair(
      `Remove ${countOf(orphans.items.length, 'file')}?`,
      'No session names them. They cannot be brought back.',
      'Remove',
      { orphans: orphans.items.map(({ key }) => key), missing: [] },
    );
  }

  protected async forgetMissing({ missing }: MediaReport): Promise<void> {
    await this.#repair(
      `Forget ${countOf(missing.items.length, 'missing file')}?`,
      'The sessions will no longer say that they have them. If the files may come back, restore them instead.',
      'Forget',
      { orphans: [], missing: missing.items.map(({ key }) => key) },
    );
  }

  async #repair(title: string, text: string, confirm: string, repair: MediaRepair): Promise<void> {
    if (!(await this.#dialogs.confirm({ title, text, confirm }))) return;
    this.busy.set(true);
    try {
      const { removedFiles, removedBytes, forgottenFiles } = await this.#api.repairMedia(repair);
      this.#notices.done(
        removedFiles > 0
          ? `${countOf(removedFiles, 'file')} removed, ${formatBytes(removedBytes)}.`
          : `${countOf(forgottenFiles, 'file')} forgotten.`,
      );
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
    await this.look();
  }
}
