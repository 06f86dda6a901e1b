import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { SESSION_STATUSES, type SessionSort, type SessionStatus } from '@reclimb/contracts';
import { mdiCheck, mdiClose, mdiMenuDown, mdiPin, mdiPinOutline, mdiSortVariant } from '@mdi/js';
import { Dialogs, Icon } from '@reclimb/ui';
import type { Days } from './days-dialog';
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

/** A button that says what is chosen, with the choices behind it. */
interface FilterMenu {
  readonly name: 'sort' | 'tag' | 'day' | 'status';
  readonly label: string;
  /** Whether something is left out by it. */
  readonly on: boolean;
  readonly choices: readonly {
    readonly label: string;
    readonly on: boolean;
    readonly filter: Partial<LibraryFilter>;
    readonly testId: string;
  }[];
}

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

  readonly #dialogs = inject(Dialogs);
  protected readonly icons = {
    chosen: mdiCheck,
    clear: mdiClose,
    open: mdiMenuDown,
    pin: mdiPinOutline,
    pinned: mdiPin,
    sort: mdiSortVariant,
  };
  protected readonly narrowed = computed(() => isNarrowed(this.filter()));
  protected readonly menus = computed(() => [
    this.#sortMenu(this.filter()),
    this.#tagMenu(this.filter()),
    dayMenu(this.filter()),
    statusMenu(this.filter()),
  ]);

  #sortMenu({ sort: present }: LibraryFilter): FilterMenu {
    const choices = SORTS.map(({ sort, label }) => ({
      ...{ label, on: sort === present, filter: { sort }, testId: `sort-${sort}` },
    }));
    return { name: 'sort', label: choices.find(({ on }) => on)?.label ?? '', on: false, choices };
  }

  #tagMenu({ tag: present }: LibraryFilter): FilterMenu {
    const known = this.tags();
    const offered = present === null || known.includes(present) ? known : [present, ...known];
    const choices = offered.map((tag) => ({
      ...{ label: tag, on: tag === present, filter: { tag }, testId: `filter-tag-${tag}` },
    }));
    const any = { label: 'Any tag', on: present === null, filter: { tag: null }, testId: 'filter-tag-any' };
    return { name: 'tag', label: present ?? 'Tag', on: present !== null, choices: [any, ...choices] };
  }

  protected async chooseDays(): Promise<void> {
    const { from, to } = this.filter();
    const days = await this.#dialogs.open<Days, Days>(
      () => import('./days-dialog').then((m) => m.DaysDialog),
      { data: { from, to }, width: '360px' },
    );
    if (days) this.chosen.emit(days);
  }

  protected clear(): void {
    const { trash, sort } = this.filter();
    this.chosen.emit({ ...WHOLE_LIBRARY, trash, sort });
  }
}

function statusMenu({ status: present }: LibraryFilter): FilterMenu {
  const choices = [null, ...SESSION_STATUSES].map((status) => ({
    label: status === null ? 'Any status' : STATUS_LABELS[status],
    ...{ on: status === present, filter: { status }, testId: `filter-status-${status ?? 'any'}` },
  }));
  const label = present === null ? 'Status' : STATUS_LABELS[present];
  return { name: 'status', label, on: present !== null, choices };
}

function dayMenu({ from, to }: LibraryFilter): FilterMenu {
  const today = dayBefore(0);
  const periods = [
    { label: 'Any day', from: null },
    { label: 'Today', from: today },
    { label: 'Last 7 days', from: dayBefore(6) },
    { label: 'Last 30 days', from: dayBefore(29) },
    { label: 'This year', from: `${today.slice(0, 4)}-01-01` },
  ];
  const choices = periods.map(({ label, from: first }) => ({
    ...{ label, on: first === from && to === null, filter: { from: first, to: null } },
    testId: `filter-day-${label}`,
  }));
  const on = from !== null || to !== null;
  const known = choices.find((choice) => choice.on)?.label;
  return { name: 'day', label: on ? (known ?? daysText(from, to)) : 'Day', on, choices };
}

function daysText(from: string | null, to: string | null): string {
  const text = (day: string) =>
    new Date(`${day}T12:00`).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
  if (from === to && from !== null) return text(from);
  if (from === null) return `Until ${text(to ?? '')}`;
  return to === null ? `Since ${text(from)}` : `${text(from)} – ${text(to)}`;
}

function dayBefore(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() - days);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
