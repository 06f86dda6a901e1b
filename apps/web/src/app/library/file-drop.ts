import { Directive, output, signal } from '@angular/core';

/** Takes files that are dropped on an element; its class `dropping` says that some are held over it. */
@Directive({
  selector: '[rcFileDrop]',
  host: {
    '[class.dropping]': 'over()',
    '(dragenter)': 'drag($event)',
    '(dragover)': 'drag($event)',
    '(dragleave)': 'leave($event)',
    '(drop)': 'drop($event)',
  },
})
export class FileDrop {
  readonly dropped = output<readonly File[]>({ alias: 'rcFileDrop' });
  protected readonly over = signal(false);

  protected drag(event: DragEvent): void {
    // A card's picture or a link can be dragged, too.
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.over.set(true);
  }

  protected leave({ currentTarget, relatedTarget }: DragEvent): void {
    const inside = relatedTarget instanceof Node && (currentTarget as Element).contains(relatedTarget);
    if (!inside) this.over.set(false);
  }

  protected drop(event: DragEvent): void {
    if (!this.over()) return;
    event.preventDefault();
    this.over.set(false);
    this.dropped.emit([...(event.dataTransfer?.files ?? [])]);
  }
}
