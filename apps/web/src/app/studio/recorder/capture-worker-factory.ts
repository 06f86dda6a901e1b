import { Injectable } from '@angular/core';

/** Makes the capture worker; a seam for tests, which have no workers. */
@Injectable({ providedIn: 'root' })
export class CaptureWorkerFactory {
  create(): Worker {
    return new Worker(new URL('./capture.worker', import.meta.url), { type: 'module', name: 'capture' });
  }
}
