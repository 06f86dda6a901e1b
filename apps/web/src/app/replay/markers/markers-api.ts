import { Injectable, inject } from '@angular/core';
import { type Marker, type MarkerPatch, markerSchema } from '@reclimb/contracts';
import { ApiClient } from '../../api/api-client';

/** The named moments of a session. */
@Injectable({ providedIn: 'root' })
export class MarkersApi {
  readonly #api = inject(ApiClient);

  create(sessionId: string, timestamp: number, label: string): Promise<Marker> {
    return this.#api.post(path(sessionId), markerSchema, { body: { timestamp, label } });
  }

  change(sessionId: string, markerId: string, changes: MarkerPatch): Promise<Marker> {
    return this.#api.patch(path(sessionId, markerId), markerSchema, { body: changes });
  }

  delete(sessionId: string, markerId: string): Promise<void> {
    return this.#api.send('DELETE', path(sessionId, markerId));
  }
}

function path(sessionId: string, markerId?: string): string {
  const markers = `/sessions/${encodeURIComponent(sessionId)}/markers`;
  return markerId === undefined ? markers : `${markers}/${encodeURIComponent(markerId)}`;
}
