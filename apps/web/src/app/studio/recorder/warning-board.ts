import type { RecorderWarning, WarningCode } from './recorder-messages';

/** The warnings that stand. */
export class WarningBoard {
  private warnings: readonly RecorderWarning[] = [];

  constructor(private readonly changed: () => void) {}

  get all(): readonly RecorderWarning[] {
    return this.warnings;
  }

  raise(code: WarningCode, message: string): void {
    const standing = this.warnings.find((warning) => warning.code === code);
    if (standing?.message === message) return;
    this.warnings = [...this.warnings.filter((warning) => warning !== standing), { code, message }];
    this.changed();
  }

  /** Takes these down, or all of them. */
  clear(...codes: WarningCode[]): void {
    const kept = codes.length ? this.warnings.filter(({ code }) => !codes.includes(code)) : [];
    if (kept.length === this.warnings.length) return;
    this.warnings = kept;
    this.changed();
  }

  /** Raises or clears one. */
  set(code: WarningCode, stands: boolean, message: string): void {
    if (stands) this.raise(code, message);
    else this.clear(code);
  }
}
