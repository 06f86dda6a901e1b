import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { mdiLanDisconnect, mdiWifiOff } from '@mdi/js';
import { Icon } from '@reclimb/ui';
import { Connection } from '../api/connection';

/** Says when the network or the server is gone, and goes away when it is back. */
@Component({
  selector: 'rc-connection-banner',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div role="status" data-testid="connection">
    @switch (connection.state()) {
      @case ('offline') {
        <p>
          <rc-icon [path]="icons.offline" />
          <span>You are offline. What is on this page stays; changes wait for the network.</span>
        </p>
      }
      @case ('unreachable') {
        <p>
          <rc-icon [path]="icons.unreachable" />
          <span>The Reclimb server does not answer. Trying again by itself.</span>
        </p>
      }
    }
  </div>`,
  styles: `
    p {
      display: flex;
      gap: 12px;
      align-items: center;
      padding: 12px var(--rc-page-padding);
      background: var(--rc-warning-container);
      color: var(--rc-on-warning-container);
      font-size: 0.9375rem;
      font-weight: 550;
    }
  `,
})
export class ConnectionBanner {
  protected readonly connection = inject(Connection);
  protected readonly icons = { offline: mdiWifiOff, unreachable: mdiLanDisconnect };
}
