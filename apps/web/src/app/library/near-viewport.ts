import { DestroyRef, Directive, ElementRef, afterNextRender, inject, output } from '@angular/core';

/** How far below the window the next page is asked for: about one screen ahead of a fast scroll. */
const MARGIN = '900px';

/** Emits whenever its element comes near the window. */
@Directive({ selector: '[rcNearViewport]' })
export class NearViewport {
  readonly rcNearViewport = output<void>();

  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) this.rcNearViewport.emit();
        },
        { rootMargin: MARGIN },
      );
      observer.observe(element);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }
}
