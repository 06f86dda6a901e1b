import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ServerStatus, Storage } from '@reclimb/contracts';
import { LoadFailure, countOf, formatBytes, formatWhen } from '@reclimb/ui';
import { AdminApi } from '../../api/admin-api';
import { textOf } from '../../api/api-error';
import { BytesBar } from '../charts/bytes-bar';
import { GrowthChart } from '../charts/growth-chart';
import { KINDS, totalBytes } from '../charts/kinds';
import { NextCleanup } from './next-cleanup';

/** How often recordings and health are asked for while somebody looks. */
const STATUS_INTERVAL_MS = 5000;
const SHOWN_USERS = 12;

/** What is stored, by kind, user and age, how it grows, and how the server is. */
@Component({
  selector: 'rc-storage',
  imports: [BytesBar, GrowthChart, LoadFailure, MatButton, NextCleanup],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './storage.html',
  styleUrl: './storage.scss',
})
export class StoragePage {
  readonly #api = inject(AdminApi);

  protected readonly storage = signal<Storage | null>(null);
  protected readonly status = signal<ServerStatus | null>(null);
  protected readonly failure = signal('');
  protected readonly statusFailure = signal('');
  protected readonly allUsers = signal(false);
  protected readonly kinds = KINDS;
  protected readonly bytes = formatBytes;
  protected readonly count = countOf;
  protected readonly total = totalBytes;

  protected readonly users = computed(() => {
    const users = this.storage()?.byUser ?? [];
    return this.allUsers() ? users : users.slice(0, SHOWN_USERS);
  });
  protected readonly longestUser = computed(() => longest(this.storage()?.byUser ?? []));
  protected readonly longestAge = computed(() => longest(this.storage()?.byAge ?? []));
  protected readonly checks = computed(() => {
    const checks = this.status()?.checks;
    return checks
      ? [
          { name: 'Database', ...checks.database },
          { name: 'Media store', ...checks.media },
          { name: 'Disk', ...checks.disk },
        ]
      : [];
  });

  constructor() {
    void this.load();
    void this.loadStatus();
    const timer = setInterval(() => void this.loadStatus(), STATUS_INTERVAL_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected async load(): Promise<void> {
    this.failure.set('');
    try {
      this.storage.set(await this.#api.storage());
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected async loadStatus(): Promise<void> {
    try {
      this.status.set(await this.#api.status());
      this.statusFailure.set('');
    } catch (error) {
      this.statusFailure.set(textOf(error));
    }
  }

  protected age({ fromDays, toDays }: Storage['byAge'][number]): string {
    if (toDays === null) return `Older than ${fromDays} days`;
    return fromDays === 0 ? `Less than ${toDays} days` : `${fromDays} to ${toDays} days`;
  }

  protected when(time: string): string {
    return formatWhen(time, Date.now());
  }
}

const longest = (shares: readonly Pick<Storage['byUser'][number], 'bytes'>[]): number =>
  Math.max(1, ...shares.map(({ bytes }) => totalBytes(bytes)));
