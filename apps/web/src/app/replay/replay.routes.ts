import type { Routes } from '@angular/router';

/** The replay's page, under `/sessions/:id/replay`. */
export const replayRoutes: Routes = [
  { path: '', loadComponent: () => import('./replay').then((m) => m.Replay) },
];
