/**
 * Takes the place of the files that name a worker by `import.meta.url`, which Jest's CommonJS does not know. Tests
 * provide a factory of their own; one that forgets to learns it here.
 */
import { Injectable } from '@angular/core';

@Injectable({ providedIn: 'root' })
export class PoseWorkerFactory {
  create(): Worker {
    throw new Error('This test has no pose worker: provide PoseWorkerFactory or Detection');
  }
}

@Injectable({ providedIn: 'root' })
export class CaptureWorkerFactory {
  create(): Worker {
    throw new Error('This test has no capture worker: provide CaptureWorkerFactory or RecorderClient');
  }
}
