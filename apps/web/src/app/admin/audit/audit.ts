import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import { AUDIT_KINDS, type AuditEntry, type AuditKind } from '@reclimb/contracts';
import { LoadFailure, formatMoment, formatWhen } from '@reclimb/ui';
import { AuditApi } from '../../api/audit-api';
import { AuditPages } from '../../audit/audit-pages';
import { KIND_TEXT } from '../../audit/audit-wording';
import { SearchField } from '../search-field';

/** Who of the administrators looked at what of others, and what they changed. */
@Component({
  selector: 'rc-audit',
  imports: [LoadFailure, MatButton, MatFormFieldModule, MatSelectModule, RouterLink, SearchField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './audit.html',
  styleUrl: './audit.scss',
})
export class AuditLogPage {
  readonly #api = inject(AuditApi);

  protected readonly query = signal('');
  protected readonly kind = signal<AuditKind | null>(null);
  protected readonly log = new AuditPages((cursor) => {
    const kind = this.kind();
    const q = this.query();
    return this.#api.list({ ...(kind && { kind }), ...(q !== '' && { q }) }, cursor);
  });
  protected readonly kinds = AUDIT_KINDS.map((kind) => ({ kind, text: KIND_TEXT[kind] }));
  protected readonly kindText = KIND_TEXT;
  protected readonly moment = formatMoment;

  constructor() {
    void this.log.load();
  }

  protected search(text: string): void {
    this.query.set(text);
    void this.log.load();
  }

  protected choose(kind: AuditKind | null): void {
    this.kind.set(kind);
    void this.log.load();
  }

  protected when({ at }: AuditEntry): string {
    return formatWhen(at, Date.now());
  }

  /** Whether a session of that line may still be there. */
  protected linked({ kind, session }: AuditEntry): boolean {
    return session !== null && kind !== 'session_deleted';
  }
}
