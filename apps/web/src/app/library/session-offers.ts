import type { Session } from '@reclimb/contracts';
import {
  mdiDeleteForeverOutline,
  mdiPinOffOutline,
  mdiPinOutline,
  mdiRestore,
  mdiTagOutline,
  mdiTrashCanOutline,
} from '@mdi/js';

/** What can be done with sessions in the library, one or many. */
export type SessionAction = 'tag' | 'pin' | 'unpin' | 'delete' | 'restore' | 'deleteForGood';

/** An action that a menu or a bar offers. */
export interface SessionOffer {
  readonly action: SessionAction;
  readonly label: string;
  readonly icon: string;
}

/** What can be done with these sessions, all of them in the trash or all of them in the library. */
export function offersFor(sessions: readonly Session[], trash: boolean): readonly SessionOffer[] {
  if (trash) {
    return [
      { action: 'restore', label: 'Restore', icon: mdiRestore },
      { action: 'deleteForGood', label: 'Delete for good', icon: mdiDeleteForeverOutline },
    ];
  }
  return [
    { action: 'tag', label: 'Tags', icon: mdiTagOutline },
    sessions.every(({ pinned }) => pinned)
      ? { action: 'unpin', label: 'Unpin', icon: mdiPinOffOutline }
      : { action: 'pin', label: 'Pin', icon: mdiPinOutline },
    { action: 'delete', label: 'Delete', icon: mdiTrashCanOutline },
  ];
}
