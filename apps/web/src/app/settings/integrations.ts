import { ChangeDetectionStrategy, Component } from '@angular/core';
import { ApiTokens } from './api-tokens';
import { Webhooks } from './webhooks/webhooks';

/** How other programs get at this account's recordings, and are told of them. */
@Component({
  selector: 'rc-integrations',
  imports: [ApiTokens, Webhooks],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="rc-page" data-testid="integrations-page">
      <h1>Integrations</h1>
      <section aria-labelledby="tokens-heading"><rc-api-tokens /></section>
      <section aria-labelledby="webhooks-heading"><rc-webhooks /></section>
    </div>
  `,
  styleUrl: './settings.scss',
})
export class Integrations {}
