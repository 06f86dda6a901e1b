import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Retention, type StoredRetention, retentionSchema } from '@reclimb/contracts';
import { LoadFailure, Notices, formatMoment, formatWhen } from '@reclimb/ui';
import { AdminApi } from '../../api/admin-api';
import { textOf } from '../../api/api-error';
import { RuleFieldset } from './rule-fieldset';

const GB = 1_000_000_000;

/** The rules that count days. */
type AgeRule = 'sessions' | 'videos' | 'trash' | 'leftovers';

/** The rules of cleaning up, to be looked at and changed. */
@Component({
  selector: 'rc-retention-form',
  imports: [LoadFailure, MatButton, RuleFieldset],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './retention-form.html',
  styleUrl: './retention-form.scss',
})
export class RetentionForm {
  readonly #api = inject(AdminApi);
  readonly #notices = inject(Notices);

  /** The rules that hold from now on. */
  readonly saved = output();

  protected readonly stored = signal<StoredRetention | null>(null);
  protected readonly rules = signal<Retention | null>(null);
  protected readonly failure = signal('');
  protected readonly busy = signal(false);
  protected readonly valid = computed(() => retentionSchema.safeParse(this.rules()).success);
  protected readonly changed = computed(
    () => JSON.stringify(this.rules()) !== JSON.stringify(this.stored()?.retention ?? null),
  );
  protected readonly ageRules: readonly { rule: AgeRule; title: string; text: string; unit: string }[] = [
    {
      rule: 'videos',
      title: 'Videos by age',
      text: 'The video goes; poses, markers and pictures stay and can be replayed.',
      unit: 'days after recording',
    },
    {
      rule: 'sessions',
      title: 'Sessions by age',
      text: 'The session goes with all that belongs to it.',
      unit: 'days after recording',
    },
    {
      rule: 'trash',
      title: 'Trash',
      text: 'What has been thrown away goes for good.',
      unit: 'days in the trash',
    },
    {
      rule: 'leftovers',
      title: 'Left-overs',
      text: 'Failed sessions and interrupted ones without content go; of other interrupted ones the kept upload.',
      unit: 'days untouched',
    },
  ];

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.failure.set('');
    try {
      this.#show(await this.#api.retention());
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const rules = this.rules();
    if (!rules || !this.valid() || this.busy()) return;
    this.busy.set(true);
    try {
      this.#show(await this.#api.saveRetention(rules));
      this.#notices.done('The rules are saved. Nothing goes before the next run.');
      this.saved.emit();
    } catch (error) {
      this.#notices.failure(textOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected change<K extends keyof Retention>(rule: K, settings: Partial<Retention[K]>): void {
    this.rules.update((rules) => rules && { ...rules, [rule]: { ...rules[rule], ...settings } });
  }

  protected gigabytes(bytes: number): number {
    return bytes / GB;
  }

  protected bytesOf(gigabytes: number): number {
    return Math.round(gigabytes * GB);
  }

  protected savedText({ updatedAt, updatedBy }: StoredRetention): string {
    if (updatedAt === null) return 'Nobody has decided anything yet: nothing is ever removed.';
    return `Set by ${updatedBy?.name ?? 'somebody whose account is gone'}, ${formatWhen(updatedAt, Date.now())}.`;
  }

  protected nextText(nextRunAt: string | null): string {
    return nextRunAt === null
      ? 'Rules are carried out by hand only.'
      : `Next run: ${formatMoment(nextRunAt)}.`;
  }

  #show(stored: StoredRetention): void {
    this.stored.set(stored);
    this.rules.set(stored.retention);
  }
}
