import { DestroyRef, Directive, ElementRef, inject, input, output } from '@angular/core';

/** How long a finger rests on a card to select it; as long as Android's own long press. */
const LONG_PRESS_MS = 500;
/** Pixels a resting finger may move: beyond, it scrolls. */
const REST_RADIUS = 10;

/**
 * Makes a card selectable: by a long press, by Shift, and by a mere click or tap once something is selected. Until then a
 * click does what lies under it. What has `data-own-action` on it keeps its clicks always.
 */
@Directive({ selector: '[rcSelectable]' })
export class Selectable {
  /** Whether anything is selected, so that a click selects too. */
  readonly rcSelectable = input.required<boolean>();
  /** Take this in or out. */
  readonly toggled = output<void>();
  /** Take in everything from the one before to this. */
  readonly extended = output<void>();

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  #pressing: ReturnType<typeof setTimeout> | undefined;
  #origin = { x: 0, y: 0 };
  /** Whether the click that a long press ends with is still to come. */
  #pressed = false;

  constructor() {
    const listeners = new AbortController();
    const listen = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ): void =>
      // On the way down: before the link that covers the card.
      this.#element.addEventListener(type, listener, { capture: true, signal: listeners.signal });
    listen('click', (event) => this.#click(event));
    listen('pointerdown', (event) => this.#down(event));
    listen('pointermove', ({ clientX: x, clientY: y }) => {
      if (Math.hypot(x - this.#origin.x, y - this.#origin.y) > REST_RADIUS) this.#rest();
    });
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
      listen(end, () => this.#rest());
    }
    // A long press on a link opens the browser's own menu.
    listen('contextmenu', (event) => {
      if (this.#pressed || this.#pressing !== undefined) event.preventDefault();
    });
    inject(DestroyRef).onDestroy(() => {
      listeners.abort();
      this.#rest();
    });
  }

  #click(event: MouseEvent): void {
    const pressed = this.#pressed;
    this.#pressed = false;
    if (!pressed && keepsItsClicks(event)) return;
    if (!pressed && !event.shiftKey && !this.rcSelectable()) return;
    event.preventDefault();
    event.stopPropagation();
    if (pressed) return;
    if (event.shiftKey) this.extended.emit();
    else this.toggled.emit();
  }

  #down(event: PointerEvent): void {
    this.#pressed = false;
    if (event.pointerType === 'mouse' || keepsItsClicks(event)) return;
    this.#origin = { x: event.clientX, y: event.clientY };
    this.#pressing = setTimeout(() => {
      this.#pressing = undefined;
      this.#pressed = true;
      this.toggled.emit();
    }, LONG_PRESS_MS);
  }

  #rest(): void {
    clearTimeout(this.#pressing);
    this.#pressing = undefined;
  }
}

function keepsItsClicks({ target }: Event): boolean {
  return target instanceof Element && target.closest('[data-own-action]') !== null;
}
