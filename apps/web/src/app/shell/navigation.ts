import { mdiCogOutline, mdiPlayBoxMultipleOutline } from '@mdi/js';

/** The pages that sidebar and bottom bar lead to, beside the studio, which has a button of its own. */
export const NAVIGATION = [
  { path: '/library', label: 'Library', icon: mdiPlayBoxMultipleOutline },
  { path: '/settings', label: 'Settings', icon: mdiCogOutline },
] as const;
