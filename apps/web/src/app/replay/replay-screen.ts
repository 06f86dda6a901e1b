import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { Notices } from '@reclimb/ui';

/** What may lie open over the picture. */
export type Panel = 'ghost' | 'markers' | 'save' | 'help';

/** What is open on the replay page beside the picture, and whether the page fills the screen. */
@Injectable()
export class ReplayScreen {
  readonly #document = inject(DOCUMENT);
  readonly #notices = inject(Notices);
  readonly #panel = signal<Panel | undefined>(undefined);
  readonly #fullScreen = signal(false);

  readonly panel = this.#panel.asReadonly();
  readonly fullScreen = this.#fullScreen.asReadonly();

  /** Opens a panel in place of any other, or closes it. */
  togglePanel(panel: Panel): void {
    this.#panel.update((open) => (open === panel ? undefined : panel));
  }

  /** Opens a panel in place of any other. */
  openPanel(panel: Panel): void {
    this.#panel.set(panel);
  }

  closePanel(): void {
    this.#panel.set(undefined);
  }

  /** Fills the screen, or leaves it. The whole document does: menus and notices lie beside the page, not within it. */
  async toggleFullScreen(): Promise<void> {
    try {
      if (this.#document.fullscreenElement) await this.#document.exitFullscreen();
      else await this.#document.documentElement.requestFullscreen();
    } catch {
      this.#notices.failure('This browser does not allow full screen here.');
    }
  }

  /** To be called whenever the browser says that it has changed. */
  fullScreenChanged(): void {
    this.#fullScreen.set(this.#document.fullscreenElement !== null);
  }
}
