import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { recall, remember } from '../device-memory/device-memory';

/** What a user may choose: follow the system's setting, or one of both always. */
export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
/** One of {@link THEME_CHOICES}. */
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** Where the choice is remembered. `early.js` of the web app reads it too, before the first paint. */
export const THEME_STORAGE_KEY = 'reclimb.theme';

/**
 * The chosen theme, remembered on this device. It is carried by `data-theme` of the root element, which the style sheet
 * turns into a colour scheme.
 */
@Injectable({ providedIn: 'root' })
export class ThemeStore {
  readonly #document = inject(DOCUMENT);
  readonly #choice = signal<ThemeChoice>(this.#remembered());

  /** The choice; `system` unless the user made one. */
  readonly choice = this.#choice.asReadonly();
  /** Whether the choice overrules the system's setting. */
  readonly fixed = computed(() => this.#choice() !== 'system');

  constructor() {
    this.#apply(this.#choice());
  }

  /** Applies and remembers a choice. Where storage is refused (private windows), it lasts until the page is left. */
  choose(choice: ThemeChoice): void {
    this.#choice.set(choice);
    this.#apply(choice);
    remember(THEME_STORAGE_KEY, choice);
  }

  #apply(choice: ThemeChoice): void {
    const root = this.#document.documentElement;
    if (choice === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', choice);
  }

  #remembered(): ThemeChoice {
    const text = recall(THEME_STORAGE_KEY);
    return THEME_CHOICES.find((choice) => choice === text) ?? 'system';
  }
}
