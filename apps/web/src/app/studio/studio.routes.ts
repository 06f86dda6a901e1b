import type { Routes } from '@angular/router';
import { leaveStudio } from './leave-guard';
import { Studio } from './studio';

/** The studio's page, under `/studio`. */
export const studioRoutes: Routes = [{ path: '', component: Studio, canDeactivate: [leaveStudio] }];
