// What the first dialog needs, in one piece: see Dialogs.
export { MatDialog } from '@angular/material/dialog';
export { ConfirmDialog } from './confirm-dialog';
export { TextDialog } from './text-dialog';
