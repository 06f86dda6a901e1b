import { mdiAccountGroupOutline, mdiCogOutline, mdiPlayBoxMultipleOutline } from '@mdi/js';

/** A page that sidebar and bottom bar lead to. */
export interface NavigationEntry {
  readonly path: string;
  readonly label: string;
  readonly icon: string;
}

/** Only administrators see it. */
const ADMINISTRATION: NavigationEntry = { path: '/admin', label: 'Admin', icon: mdiAccountGroupOutline };

/** Beside the studio, which has a button of its own. */
const NAVIGATION: readonly NavigationEntry[] = [
  { path: '/library', label: 'Library', icon: mdiPlayBoxMultipleOutline },
  { path: '/settings', label: 'Settings', icon: mdiCogOutline },
];

/** The pages that are there for somebody. */
export function navigationFor(isAdmin: boolean): readonly NavigationEntry[] {
  return isAdmin ? [...NAVIGATION, ADMINISTRATION] : NAVIGATION;
}
