import type { Routes } from '@angular/router';
import type { Tab } from './shell/tabbed';
import { administrator, loggedIn, loggedOut, registrationOpen, setupOpen } from './accounts/guards';

/**
 * Pages with `data: { stage: true }` are dark and fill the window: they stand beside the shell, not within it, and bring
 * their own way back.
 */
export const routes: Routes = [
  {
    path: 'setup',
    title: 'Set up · Reclimb',
    canActivate: [setupOpen],
    data: { first: true },
    loadComponent: () => import('./accounts/register').then((m) => m.Register),
  },
  {
    path: 'login',
    title: 'Log in · Reclimb',
    canActivate: [loggedOut],
    loadComponent: () => import('./accounts/login').then((m) => m.Login),
  },
  {
    path: 'register',
    title: 'Make an account · Reclimb',
    canActivate: [registrationOpen],
    loadComponent: () => import('./accounts/register').then((m) => m.Register),
  },
  {
    path: 'reset-password',
    title: 'Choose a password · Reclimb',
    loadComponent: () => import('./accounts/reset-password').then((m) => m.ResetPassword),
  },
  {
    path: 'studio',
    title: 'Studio · Reclimb',
    canActivate: [loggedIn],
    data: { stage: true },
    loadChildren: () => import('./studio/studio.routes').then((m) => m.studioRoutes),
  },
  {
    path: 'sessions/:id/replay',
    title: 'Replay · Reclimb',
    canActivate: [loggedIn],
    data: { stage: true },
    loadChildren: () => import('./replay/replay.routes').then((m) => m.replayRoutes),
  },
  {
    path: 's/:token',
    title: 'Shared climb · Reclimb',
    data: { stage: true },
    loadComponent: () => import('./sharing/shared-page').then((m) => m.SharedPage),
  },
  {
    path: 'embed/:token',
    title: 'Shared climb · Reclimb',
    data: { stage: true, embedded: true },
    loadComponent: () => import('./sharing/shared-page').then((m) => m.SharedPage),
  },
  {
    path: '',
    canActivate: [loggedIn],
    loadComponent: () => import('./shell/shell').then((m) => m.Shell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'library' },
      {
        path: 'library',
        title: 'Library · Reclimb',
        loadComponent: () => import('./library/library').then((m) => m.Library),
      },
      {
        path: 'sessions/:id',
        title: 'Session · Reclimb',
        loadComponent: () => import('./session/session-detail').then((m) => m.SessionDetail),
      },
      {
        path: 'settings',
        data: {
          label: 'Settings',
          tabs: [
            { path: '/settings', label: 'Account' },
            { path: '/settings/integrations', label: 'Integrations' },
          ] satisfies Tab[],
        },
        loadComponent: () => import('./shell/tabbed').then((m) => m.Tabbed),
        children: [
          {
            path: '',
            pathMatch: 'full',
            title: 'Settings · Reclimb',
            loadComponent: () => import('./settings/settings').then((m) => m.Settings),
          },
          {
            path: 'integrations',
            title: 'Integrations · Reclimb',
            loadComponent: () => import('./settings/integrations').then((m) => m.Integrations),
          },
        ],
      },
      {
        path: 'admin',
        canActivate: [administrator],
        data: {
          label: 'Administration',
          tabs: [
            { path: '/admin/storage', label: 'Storage' },
            { path: '/admin/cleanup', label: 'Cleanup' },
            { path: '/admin/users', label: 'Users' },
            { path: '/admin/audit', label: 'Log' },
          ] satisfies Tab[],
        },
        loadComponent: () => import('./shell/tabbed').then((m) => m.Tabbed),
        children: [
          { path: '', pathMatch: 'full', redirectTo: 'storage' },
          {
            path: 'storage',
            title: 'Storage · Reclimb',
            loadComponent: () => import('./admin/storage/storage').then((m) => m.StoragePage),
          },
          {
            path: 'cleanup',
            title: 'Cleanup · Reclimb',
            loadComponent: () => import('./admin/cleanup/cleanup').then((m) => m.CleanupPage),
          },
          {
            path: 'users',
            title: 'Users · Reclimb',
            loadComponent: () => import('./admin/users/users').then((m) => m.Users),
          },
          {
            path: 'audit',
            title: 'Log · Reclimb',
            loadComponent: () => import('./admin/audit/audit').then((m) => m.AuditLogPage),
          },
        ],
      },
      {
        path: '**',
        title: 'Not found · Reclimb',
        loadComponent: () => import('./shell/not-found').then((m) => m.NotFound),
      },
    ],
  },
];
