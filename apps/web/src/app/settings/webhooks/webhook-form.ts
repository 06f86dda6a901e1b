import { ChangeDetectionStrategy, Component, type OnInit, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { type CreatedWebhook, WEBHOOK_EVENTS, type Webhook, type WebhookEvent } from '@reclimb/contracts';
import { fieldMessage } from '../../accounts/field-errors';
import { FormSubmission } from '../../accounts/form-submission';
import { WebhooksApi } from '../../api/webhooks-api';
import { EVENT_LABELS } from './wording';

/** Makes a webhook, or changes one. */
@Component({
  selector: 'rc-webhook-form',
  imports: [MatButton, MatCheckbox, MatFormFieldModule, MatInput, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form [formGroup]="form" (ngSubmit)="submit()" novalidate data-testid="webhook-form">
      @if (submission.failure()) {
        <p class="failure" role="alert">{{ submission.failure() }}</p>
      }
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>Address</mat-label>
        <input
          matInput
          required
          type="url"
          formControlName="url"
          maxlength="2000"
          placeholder="https://example.org/hooks/reclimb"
          autocomplete="off"
          spellcheck="false"
          data-testid="webhook-url"
        />
        <mat-hint>Events are posted to it. It answers within ten seconds.</mat-hint>
        <mat-error>{{ message(form.controls.url, 'address') }}</mat-error>
      </mat-form-field>
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>What is it for? (optional)</mat-label>
        <input
          matInput
          formControlName="name"
          maxlength="100"
          autocomplete="off"
          data-testid="webhook-name"
        />
      </mat-form-field>
      <fieldset>
        <legend>Tell it when</legend>
        @for (event of events; track event) {
          <mat-checkbox
            [checked]="form.controls.events.value.includes(event)"
            (change)="toggle(event, $event.checked)"
            [attr.data-testid]="'webhook-' + event"
            >{{ labels[event] }}</mat-checkbox
          >
        }
      </fieldset>
      <div class="actions">
        <button
          matButton="filled"
          type="submit"
          [disabled]="submission.busy() || form.controls.events.value.length === 0"
          data-testid="webhook-save"
        >
          {{ webhook() ? 'Save' : 'Make webhook' }}
        </button>
        <button matButton type="button" (click)="cancelled.emit()">Cancel</button>
      </div>
    </form>
  `,
  styleUrl: '../settings-part.scss',
})
export class WebhookForm implements OnInit {
  readonly #api = inject(WebhooksApi);

  /** The one to change; without it a new one is made. */
  readonly webhook = input<Webhook>();
  readonly created = output<CreatedWebhook>();
  readonly changed = output<Webhook>();
  readonly cancelled = output();

  protected readonly form = new FormGroup({
    url: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    name: new FormControl('', { nonNullable: true }),
    events: new FormControl<readonly WebhookEvent[]>(['session.completed'], { nonNullable: true }),
  });
  protected readonly submission = new FormSubmission(this.form);
  protected readonly events = WEBHOOK_EVENTS;
  protected readonly labels = EVENT_LABELS;
  protected readonly message = fieldMessage;

  ngOnInit(): void {
    const webhook = this.webhook();
    if (webhook) this.form.patchValue({ url: webhook.url, name: webhook.name, events: webhook.events });
  }

  protected toggle(event: WebhookEvent, wanted: boolean): void {
    const chosen = this.form.controls.events.value;
    this.form.controls.events.setValue(
      WEBHOOK_EVENTS.filter((each) => (each === event ? wanted : chosen.includes(each))),
    );
  }

  protected submit(): Promise<void> {
    const { url, name, events } = this.form.getRawValue();
    const wanted = { url: url.trim(), name: name.trim(), events: [...events] };
    return this.submission.send(async () => {
      const webhook = this.webhook();
      if (webhook) this.changed.emit(await this.#api.patch(webhook.id, wanted));
      else this.created.emit(await this.#api.create(wanted));
    });
  }
}
