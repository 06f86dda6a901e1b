import { Injectable } from '@angular/core';

/** Makes the pose worker; a seam for tests, which have no workers. */
@Injectable({ providedIn: 'root' })
export class PoseWorkerFactory {
  create(): Worker {
    return new Worker(new URL('./pose.worker', import.meta.url), { type: 'module', name: 'pose' });
  }
}
