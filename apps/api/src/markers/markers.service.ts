import { randomUUID } from 'node:crypto';
import { DEFAULT_MARKER_KIND, type Marker, type MarkerPatch } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Caller } from '../accounts/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { SessionAccess } from '../sessions/session-access.js';
import { SessionMarker } from './session-marker.entity.js';

/** A marker to be made; what is absent gets its default. */
export interface NewMarker {
  timestamp: number;
  label?: string | undefined;
  kind?: string | undefined;
}

/** Named moments of sessions. */
@Injectable()
export class MarkersService {
  constructor(
    private readonly database: DataSource,
    private readonly access: SessionAccess,
  ) {}

  /** All markers, by time. */
  async list(caller: Caller, sessionId: string): Promise<Marker[]> {
    await this.access.require(caller, sessionId, 'content');
    return this.ofSession(sessionId);
  }

  /** The same without asking who wants to know. */
  async ofSession(sessionId: string): Promise<Marker[]> {
    // At the same moment by what they say: an import, whose markers have other ids, tells them in the same order.
    const rows = await this.rows.find({
      where: { sessionId },
      order: { timestamp: 'ASC', label: 'ASC', kind: 'ASC', id: 'ASC' },
    });
    return rows.map(toMarker);
  }

  /** Sets a marker. */
  async add(caller: Caller, sessionId: string, marker: NewMarker): Promise<Marker> {
    await this.access.require(caller, sessionId, 'change');
    const row = {
      id: randomUUID(),
      sessionId,
      timestamp: marker.timestamp,
      label: marker.label ?? '',
      kind: marker.kind ?? DEFAULT_MARKER_KIND,
    };
    await this.rows.insert(row);
    return toMarker(row);
  }

  /** Sets a marker, or finds the same one: a recorder repeats a message whose answer it has not seen. */
  async addOnce(caller: Caller, sessionId: string, marker: NewMarker): Promise<Marker> {
    await this.access.require(caller, sessionId, 'change');
    const same = await this.rows.findOneBy({
      sessionId,
      timestamp: marker.timestamp,
      label: marker.label ?? '',
      kind: marker.kind ?? DEFAULT_MARKER_KIND,
    });
    return same ? toMarker(same) : this.add(caller, sessionId, marker);
  }

  /** Changes what the patch names. */
  async patch(caller: Caller, sessionId: string, markerId: string, patch: MarkerPatch): Promise<Marker> {
    await this.access.require(caller, sessionId, 'change');
    // Written by column, not read and written back: two changes at the same time both stay.
    const [rows]: [Marker[], number] = await this.database.query(
      `UPDATE session_marker
          SET "timestamp" = coalesce($3, "timestamp"), label = coalesce($4, label), kind = coalesce($5, kind)
        WHERE id = $1 AND session_id = $2 RETURNING id, "timestamp", label, kind`,
      [markerId, sessionId, patch.timestamp ?? null, patch.label ?? null, patch.kind ?? null],
    );
    const [marker] = rows;
    if (!marker) throw markerNotFound();
    return marker;
  }

  /** Removes a marker. */
  async remove(caller: Caller, sessionId: string, markerId: string): Promise<void> {
    await this.access.require(caller, sessionId, 'change');
    const { affected } = await this.rows.delete({ id: markerId, sessionId });
    if (affected !== 1) throw markerNotFound();
  }

  private get rows() {
    return this.database.getRepository(SessionMarker);
  }
}

const markerNotFound = () => new DomainError('not_found', 'There is no such marker');

const toMarker = ({ id, timestamp, label, kind }: Omit<SessionMarker, 'session'>): Marker => ({
  id,
  timestamp,
  label,
  kind,
});
