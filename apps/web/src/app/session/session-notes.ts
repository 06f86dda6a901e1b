import { TextFieldModule } from '@angular/cdk/text-field';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MAX_SESSION_DESCRIPTION_LENGTH, type Session, type SessionPatch } from '@reclimb/contracts';
import { TagField } from './tag-field';

/** What the climber writes about a session: notes, taken when the field is left, and tags. Tells changes; saves nothing. */
@Component({
  selector: 'rc-session-notes',
  imports: [MatFormFieldModule, MatInput, TagField, TextFieldModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>Notes</mat-label>
      <textarea
        #field
        matInput
        cdkTextareaAutosize
        cdkAutosizeMinRows="2"
        cdkAutosizeMaxRows="12"
        placeholder="What to do otherwise next time"
        [attr.maxlength]="maxLength"
        [value]="session().description"
        (change)="changed.emit({ description: field.value })"
        data-testid="session-description"
      ></textarea>
    </mat-form-field>
    <rc-tag-field
      [tags]="session().tags"
      [suggestions]="suggestions()"
      (added)="changed.emit({ tags: [...session().tags, $event] })"
      (removed)="remove($event)"
    />
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
  `,
})
export class SessionNotes {
  readonly session = input.required<Session>();
  /** Tags to choose from. */
  readonly suggestions = input<readonly string[]>([]);
  readonly changed = output<SessionPatch>();

  protected readonly maxLength = MAX_SESSION_DESCRIPTION_LENGTH;

  protected remove(tag: string): void {
    this.changed.emit({ tags: this.session().tags.filter((other) => other !== tag) });
  }
}
