import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** What set-up, login and registration have in common: the mark, a heading and one card. */
@Component({
  selector: 'rc-account-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <div class="mark">
        <img src="favicon.svg" width="56" height="56" alt="" />
        <span>Reclimb</span>
      </div>
      <h1>{{ heading() }}</h1>
      @if (lead()) {
        <p class="lead">{{ lead() }}</p>
      }
      <div class="card"><ng-content /></div>
      <ng-content select="[after]" />
    </main>
  `,
  styleUrl: './account-page.scss',
})
export class AccountPage {
  readonly heading = input.required<string>();
  readonly lead = input('');
}
