import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { Session } from '@reclimb/contracts';
import { countOf } from '@reclimb/ui';
import { TagField } from '../session/tag-field';

/** Whose tags are changed. */
export interface TagsQuestion {
  readonly sessions: readonly Session[];
  /** Tags to choose from. */
  readonly known: readonly string[];
}

/** What is to be done to all of the sessions. */
export interface TagsAnswer {
  readonly tag: readonly string[];
  readonly untag: readonly string[];
}

/** Changes the tags of one or many sessions. A tag that only some of them have stays so until it is touched. */
@Component({
  selector: 'rc-tags-dialog',
  imports: [MatButton, MatDialogModule, TagField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>{{ title }}</h2>
    <mat-dialog-content>
      <rc-tag-field
        [tags]="tags()"
        [partly]="partly()"
        [suggestions]="question.known"
        (added)="add($event)"
        (removed)="remove($event)"
      />
      @if (partly().length > 0) {
        <p>Faint tags are on some of them only.</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions>
      <button matButton type="button" mat-dialog-close>Cancel</button>
      <button matButton="filled" type="button" (click)="done()" data-testid="tags-done">Done</button>
    </mat-dialog-actions>
  `,
  styles: `
    mat-dialog-content {
      padding-top: 8px !important;
    }
    p {
      margin-top: 8px;
      font-size: 0.875rem;
    }
  `,
})
export class TagsDialog {
  protected readonly question = inject<TagsQuestion>(MAT_DIALOG_DATA);
  readonly #dialog = inject<MatDialogRef<TagsDialog, TagsAnswer>>(MatDialogRef);
  readonly #before = [...new Set(this.question.sessions.flatMap(({ tags }) => tags))];
  readonly #added = signal<readonly string[]>([]);
  readonly #removed = signal<readonly string[]>([]);

  protected readonly title =
    this.question.sessions.length === 1
      ? `Tags of “${this.question.sessions[0]?.name}”`
      : `Tags of ${countOf(this.question.sessions.length, 'recording')}`;
  protected readonly tags = computed(() => [
    ...this.#before.filter((tag) => !this.#removed().includes(tag)),
    ...this.#added().filter((tag) => !this.#before.includes(tag)),
  ]);
  protected readonly partly = computed(() =>
    this.#before.filter(
      (tag) =>
        !this.#added().includes(tag) && !this.question.sessions.every(({ tags }) => tags.includes(tag)),
    ),
  );

  protected add(tag: string): void {
    this.#removed.update((tags) => tags.filter((other) => other !== tag));
    this.#added.update((tags) => [...tags, tag]);
  }

  protected remove(tag: string): void {
    this.#added.update((tags) => tags.filter((other) => other !== tag));
    if (this.#before.includes(tag)) this.#removed.update((tags) => [...tags, tag]);
  }

  protected done(): void {
    this.#dialog.close({ tag: this.#added(), untag: this.#removed() });
  }
}
