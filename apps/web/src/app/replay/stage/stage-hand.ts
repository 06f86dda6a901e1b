import type { Point } from '@reclimb/pose';

/** What a hand on a stage asks for; places in CSS pixels from the stage's centre. */
export interface StageGestures {
  /** Moved by so much, in CSS pixels. */
  move(by: Point): void;
  /** Made larger (above 1) or smaller by this factor about a place that stays where it is. */
  scale(factor: number, about: Point): void;
}

/** Wheel: so many pixels make a thing e times as large. */
const WHEEL_PIXELS = 600;

/** Turns pointers and the wheel over an element into moves and scalings: one finger drags, two pinch. */
export class StageHand {
  readonly #pointers = new Map<number, PointerEvent>();

  constructor(
    private readonly element: HTMLElement,
    private readonly gestures: StageGestures,
  ) {}

  down(event: PointerEvent): void {
    this.element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event);
  }

  moved(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const other = [...this.#pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    this.#pointers.set(event.pointerId, event);
    // Two fingers move a thing as far as the point between them moves.
    const share = other ? 0.5 : 1;
    this.gestures.move({
      x: (event.clientX - before.clientX) * share,
      y: (event.clientY - before.clientY) * share,
    });
    if (!other) return;
    const span = ({ clientX, clientY }: PointerEvent): number =>
      Math.hypot(clientX - other.clientX, clientY - other.clientY);
    const middle = {
      clientX: (event.clientX + other.clientX) / 2,
      clientY: (event.clientY + other.clientY) / 2,
    };
    this.gestures.scale(span(event) / Math.max(1, span(before)), this.#place(middle));
  }

  up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    this.gestures.scale(Math.exp(-event.deltaY / WHEEL_PIXELS), this.#place(event));
  }

  #place({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }
}
