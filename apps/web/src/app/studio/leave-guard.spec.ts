import { TestBed } from '@angular/core/testing';
import type { ActivatedRouteSnapshot, RouterStateSnapshot } from '@angular/router';
import { Dialogs } from '@reclimb/ui';
import { leaveStudio } from './leave-guard';
import type { Studio } from './studio';

const route = {} as ActivatedRouteSnapshot;
const state = {} as RouterStateSnapshot;

describe('leaving the studio', () => {
  function setUp(mayLeave: boolean, answer: boolean) {
    const studio = { mayLeave, stopForLeaving: jest.fn(() => Promise.resolve()) };
    const confirm = jest.fn(() => Promise.resolve(answer));
    TestBed.configureTestingModule({ providers: [{ provide: Dialogs, useValue: { confirm } }] });
    const leave = () =>
      TestBed.runInInjectionContext(() => leaveStudio(studio as unknown as Studio, route, state, state));
    return { studio, confirm, leave };
  }

  it('asks nothing when nothing is recorded', async () => {
    const { leave, confirm } = setUp(true, false);
    await expect(leave()).resolves.toBe(true);
    expect(confirm).not.toHaveBeenCalled();
  });

  it('stays, and goes on recording, when the climber says no', async () => {
    const { leave, studio } = setUp(false, false);
    await expect(leave()).resolves.toBe(false);
    expect(studio.stopForLeaving).not.toHaveBeenCalled();
  });

  it('stops and saves the recording before it leaves', async () => {
    const { leave, studio } = setUp(false, true);
    await expect(leave()).resolves.toBe(true);
    expect(studio.stopForLeaving).toHaveBeenCalledTimes(1);
  });
});
