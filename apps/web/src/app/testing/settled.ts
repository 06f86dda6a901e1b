import type { ComponentFixture } from '@angular/core/testing';

/** Rounds of "answers arrive, the page is drawn": the longest chain in use (save, close the dialog, take over) has four. */
const ROUNDS = 5;

/**
 * Lets promises that are fulfilled already take effect on the page. A fixture is stable while nothing is to be drawn, also
 * when an answer is on its way through promises: a turn of the event loop lets it arrive.
 */
export async function settled(fixture: ComponentFixture<unknown>): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  }
}
