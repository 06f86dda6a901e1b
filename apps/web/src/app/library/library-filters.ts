import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { SESSION_STATUSES, type SessionSort, type SessionStatus } from '@reclimb/contracts';
import { mdiCheck, mdiClose, mdiMenuDown, mdiPin, mdiPinOutline, mdiSortVariant } from '@mdi/js';
import { Icon } from '@reclimb/ui';
import { firstValueFrom } from 'rxjs';
import { type Days, DaysDialog } from './days-dialog';
import { type LibraryFilter, WHOLE_LIBRARY, isNarrowed } from './library-filter';

const SORTS: readonly { readonly sort: SessionSort; readonly label: string }[] = [
  { sort: '-createdAt', label: 'Newest first' },
  { sort: 'createdAt', label: 'Oldest first' },
  { sort: 'name', label: 'Name, A to Z' },
  { sort: '-name', label: 'Name, Z to A' },
  { sort: '-duration', label: 'Longest first' },
  { sort: 'duration', label: 'Shortest first' },
];

const STATUS_LABELS: Readonly<Record<SessionStatus, string>> = {
  completed: 'Completed',
  recording: 'Recording',
  processing: 'Processing',
  failed: 'Failed',
};

/** What is left out of the library, and how it is sorted: a row of menus. Says what was chosen; does nothing itself. */
@Component({
  selector: 'rc-library-filters',
  imports: [Icon, MatMenuModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './library-filters.html',
  styleUrl: './library-filters.scss',
})
export class LibraryFilters {
  readonly filter = input.required<LibraryFilter>();
  /** Tags to choose from. */
  readonly tags = input<readonly string[]>([]);
  readonly chosen = output<Partial<LibraryFilter>>();

  readonly #dialog = inject(MatDialog);
  protected readonly icons = {
    chosen: mdiCheck,
    clear: mdiClose,
    open: mdiMenuDown,
    pin: mdiPinOutline,
    pinned: mdiPin,
    sort: mdiSortVariant,
  };
  protected readonly sorts = SORTS;
  protected readonly statuses = [null, ...SESSION_STATUSES] as const;
  protected readonly sortLabel = computed(
    () => SORTS.find(({ sort }) => sort === this.filter().sort)?.label ?? '',
  );
  protected readonly narrowed = computed(() => isNarrowed(this.filter()));
  protected readonly offeredTags = computed(() => {
    const { tag } = this.filter();
    return tag === null || this.tags().includes(tag) ? this.tags() : [tag, ...this.tags()];
  });
  protected readonly dayChoices = computed(() => {
    const today = dayBefore(0);
    return [
      { label: 'Any day', from: null, to: null },
      { label: 'Today', from: today, to: null },
      { label: 'Last 7 days', from: dayBefore(6), to: null },
      { label: 'Last 30 days', from: dayBefore(29), to: null },
      { label: 'This year', from: `${today.slice(0, 4)}-01-01`, to: null },
    ];
  });
  protected readonly dayLabel = computed(() => {
    const { from, to } = this.filter();
    if (from === null && to === null) return 'Day';
    const known = this.dayChoices().find((choice) => choice.from === from && choice.to === to);
    if (known) return known.label;
    const text = (day: string) =>
      new Date(`${day}T12:00`).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
    if (from === to && from !== null) return text(from);
    if (from === null) return `Until ${text(to ?? '')}`;
    return to === null ? `Since ${text(from)}` : `${text(from)} – ${text(to)}`;
  });

  protected statusLabel(status: SessionStatus | null): string {
    return status === null ? 'Any status' : STATUS_LABELS[status];
  }

  protected async chooseDays(): Promise<void> {
    const { from, to } = this.filter();
    const dialog = this.#dialog.open<DaysDialog, Days, Days>(DaysDialog, {
      data: { from, to },
      width: '360px',
    });
    const days = await firstValueFrom(dialog.afterClosed());
    if (days) this.chosen.emit(days);
  }

  protected clear(): void {
    const { trash, sort } = this.filter();
    this.chosen.emit({ ...WHOLE_LIBRARY, trash, sort });
  }
}

function dayBefore(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() - days);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
