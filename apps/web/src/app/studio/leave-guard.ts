import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { Dialogs } from '@reclimb/ui';
import type { Studio } from './studio';

/** Asks before a recording is left; a yes stops it first, so that nothing of it is lost. */
export const leaveStudio: CanDeactivateFn<Studio> = async (studio) => {
  if (studio.mayLeave) return true;
  const leave = await inject(Dialogs).confirm({
    title: 'Stop the recording?',
    text: 'You are recording. Leaving the studio stops it; what is recorded so far is saved.',
    confirm: 'Stop and leave',
  });
  if (leave) await studio.stopForLeaving();
  return leave;
};
