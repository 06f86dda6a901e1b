import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * One icon of `@mdi/js`, given by its path, so that only the icons in use are shipped. It is decoration unless `label`
 * names it: an icon alone in a button gets its name from the button's `aria-label` instead.
 */
@Component({
  selector: 'rc-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg
    viewBox="0 0 24 24"
    focusable="false"
    [attr.role]="label() ? 'img' : null"
    [attr.aria-label]="label() || null"
    [attr.aria-hidden]="label() ? null : 'true'"
  >
    <path [attr.d]="path()" />
  </svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: var(--rc-icon-size, 24px);
      height: var(--rc-icon-size, 24px);
      vertical-align: middle;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: currentColor;
    }
  `,
  host: { '[style.--rc-icon-size]': 'size() ? size() + "px" : null' },
})
export class Icon {
  /** An SVG path on a 24 × 24 grid: an export of `@mdi/js`. */
  readonly path = input.required<string>();
  /** Edge length in CSS pixels; 24 unless told. */
  readonly size = input<number>();
  /** What the icon says to those who do not see it. */
  readonly label = input<string>();
}
