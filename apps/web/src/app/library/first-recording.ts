import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiGhostOutline, mdiPlayCircleOutline, mdiRecordCircleOutline, mdiCameraOutline } from '@mdi/js';
import { Icon } from '@reclimb/ui';

/** The library of somebody who has recorded nothing yet: how it is done, and a demo to see what comes of it. */
@Component({
  selector: 'rc-first-recording',
  imports: [Icon, MatButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section data-testid="library-empty" aria-labelledby="first-heading">
      <h2 id="first-heading">Climb against your own ghost</h2>
      <p class="lead">
        Reclimb sees your body through the camera, records it, and shows it again over the wall while you
        climb.
      </p>
      <ol>
        @for (step of steps; track step.heading) {
          <li>
            <span class="disc"><rc-icon [path]="step.icon" [size]="28" /></span>
            <div>
              <h3>{{ step.heading }}</h3>
              <p>{{ step.text }}</p>
            </div>
          </li>
        }
      </ol>
      <div class="actions">
        <a matButton="filled" routerLink="/studio" data-testid="record-first">
          <rc-icon [path]="icons.record" />Record your first climb
        </a>
        <button
          matButton="outlined"
          type="button"
          [disabled]="opening()"
          (click)="demo.emit()"
          data-testid="open-demo"
        >
          <rc-icon [path]="icons.demo" />{{ opening() ? 'Opening the demo…' : 'Open the demo' }}
        </button>
      </div>
      <p class="hint">The demo is a synthetic climber: it needs no camera.</p>
    </section>
  `,
  styleUrl: './first-recording.scss',
})
export class FirstRecording {
  /** Whether the demo is on its way. */
  readonly opening = input(false);
  readonly demo = output<void>();

  protected readonly icons = { record: mdiRecordCircleOutline, demo: mdiPlayCircleOutline };
  protected readonly steps = [
    {
      icon: mdiCameraOutline,
      heading: 'Stand it in front of the wall',
      text: 'Laptop or phone, three to five metres away, so that hands and feet stay in the picture.',
    },
    {
      icon: mdiRecordCircleOutline,
      heading: 'Record the climb',
      text: 'Press Start, or Space, and climb after the countdown. It is saved while you climb.',
    },
    {
      icon: mdiGhostOutline,
      heading: 'Follow the ghost',
      text: 'Replay it over the live camera and climb with yourself, move by move.',
    },
  ];
}
