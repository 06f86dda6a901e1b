import type { Routes } from '@angular/router';

/** The studio's page, under `/studio`. */
export const studioRoutes: Routes = [];
