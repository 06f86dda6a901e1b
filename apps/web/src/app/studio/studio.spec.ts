import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionsApi } from '../api/sessions-api';
import { Detection } from './detection/detection';
import type { DetectorReport } from './detection/detector-messages';
import type { PoseModelName } from './detection/models';
import { RecorderClient } from './recorder/recorder-client';
import type {
  ConnectionState,
  RecorderFailure,
  RecorderPhase,
  RecorderWarning,
  StartOptions,
} from './recorder/recorder-messages';
import { StudioPreferenceStore } from './session-setup/preferences';
import { Studio } from './studio';

class FakeRecorder {
  readonly state = signal<RecorderPhase>('idle');
  readonly elapsedSeconds = signal(0);
  readonly framesRecorded = signal(0);
  readonly framesStored = signal(0);
  readonly secondsStored = signal(0);
  readonly pendingBytes = signal(0);
  readonly oldestPendingAge = signal(0);
  readonly refusal = signal<string | null>(null);
  readonly connection = signal<ConnectionState>('online');
  readonly detectionRate = signal(0);
  readonly backgroundUploads = signal(0);
  readonly warnings = signal<readonly RecorderWarning[]>([]);
  readonly finishedSession = signal(null);
  readonly failure = signal<RecorderFailure | null>(null);
  readonly picturesEnded = signal<string | null>(null);
  readonly busy = signal(false);
  livePoses = null;
  detectorStalled: (() => void) | null = null;
  readonly started: StartOptions[] = [];
  stops = 0;
  attached = 0;
  startError: Error | undefined;

  attach() {
    this.attached++;
  }
  detach() {
    this.attached = 0;
  }
  start(options: StartOptions) {
    if (this.startError) return Promise.reject(this.startError);
    this.started.push(options);
    this.state.set('recording');
    return Promise.resolve('id');
  }
  stop() {
    this.stops++;
    this.state.set('stopping');
    return Promise.resolve();
  }
  findUnfinished() {
    return Promise.resolve([]);
  }
}

class FakeTrack extends EventTarget {
  getSettings() {
    return { deviceId: 'front', width: 640, height: 480 };
  }
  stop() {
    // Nothing is held.
  }
}

describe('the studio', () => {
  let recorder: FakeRecorder;
  let track: FakeTrack;
  let clock: number;
  let fixture: ComponentFixture<Studio>;
  const detection = {
    report: signal<DetectorReport | undefined>(undefined),
    model: signal<PoseModelName>('movenet-lightning'),
    replaced: signal(undefined),
    ready: signal(true),
    connectionNumber: signal(0),
    use: jest.fn(),
    stalled: jest.fn(),
    connect: () => ({}) as MessagePort,
  };

  async function open(refused?: Error) {
    recorder = new FakeRecorder();
    track = new FakeTrack();
    const media = Object.assign(new EventTarget(), {
      getUserMedia: () =>
        refused
          ? Promise.reject(refused)
          : Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] }),
      enumerateDevices: () =>
        Promise.resolve([{ kind: 'videoinput', deviceId: 'front', label: 'Front camera' }]),
    });
    Object.defineProperty(navigator, 'mediaDevices', { value: media, configurable: true });
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: RecorderClient, useValue: recorder },
        { provide: Detection, useValue: detection },
        { provide: SessionsApi, useValue: {} },
      ],
    });
    TestBed.inject(StudioPreferenceStore).update({
      countdown: 0,
      sounds: false,
      namePattern: 'Climb, {when}',
    });
    fixture = TestBed.createComponent(Studio);
    await fixture.whenStable();
  }

  const find = (id: string) =>
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const text = (id: string) => find(id)?.textContent?.trim();
  const press = async (key: string, target: EventTarget = document.body) => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await fixture.whenStable();
  };

  beforeEach(() => {
    clock = 10_000;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
    Object.assign(HTMLMediaElement.prototype, { play: () => Promise.resolve() });
    Object.assign(HTMLVideoElement.prototype, { requestVideoFrameCallback: () => 1 });
    Object.assign(HTMLCanvasElement.prototype, { getContext: () => null });
    globalThis.ResizeObserver = class {
      observe() {
        // jsdom has no layout.
      }
      unobserve() {
        // jsdom has no layout.
      }
      disconnect() {
        // jsdom has no layout.
      }
    };
    detection.ready.set(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    localStorage.clear();
  });

  it('records under the name shown, with the model that looks and the size of the picture', async () => {
    await open();
    const name = (find('name') as HTMLInputElement).value;
    find('start')?.click();
    await fixture.whenStable();
    expect(name).toMatch(/^Climb, /);
    expect(recorder.started).toEqual([
      { name, model: 'movenet-lightning', skeleton: 'coco17', imageWidth: 640, imageHeight: 480 },
    ]);
  });

  it('shows time, frames, rate and where the upload is while it records', async () => {
    await open();
    await press(' ');
    recorder.elapsedSeconds.set(62.4);
    recorder.framesRecorded.set(1204);
    recorder.framesStored.set(1190);
    recorder.secondsStored.set(62);
    recorder.detectionRate.set(19.6);
    await fixture.whenStable();
    expect(text('timer')).toBe('1:02');
    expect(text('frames')).toBe('1204');
    expect(text('rate')).toBe('20');
    expect(text('upload-state')).toBe('Saved on the server up to 1:02');
    expect(find('recording-light')).not.toBeNull();
  });

  it('stops by Space, but not by the second half of a double tap', async () => {
    await open();
    await press(' ');
    await press(' ');
    expect(recorder.stops).toBe(0);
    clock += 2000;
    await press(' ');
    expect(recorder.stops).toBe(1);
    expect(find('after-recording')).not.toBeNull();
  });

  it('types a space in the name without starting a recording', async () => {
    await open();
    await press(' ', find('name') ?? document.body);
    expect(recorder.started).toEqual([]);
  });

  it('does not start while the model loads, as those frames would have no poses', async () => {
    detection.ready.set(false);
    await open();
    expect(find('start')).toHaveProperty('disabled', true);
    await press(' ');
    expect(recorder.started).toEqual([]);
  });

  it('stops and saves what is there when the camera is unplugged', async () => {
    await open();
    await press(' ');
    track.dispatchEvent(new Event('ended'));
    await fixture.whenStable();
    expect(recorder.stops).toBe(1);
    expect(find('camera-problem')?.dataset['kind']).toBe('unplugged');
  });

  it('tells how to allow a camera that was refused, and tries again', async () => {
    await open(Object.assign(new Error(), { name: 'NotAllowedError' }));
    expect(find('camera-problem')?.dataset['kind']).toBe('refused');
    expect(find('camera-retry')).not.toBeNull();
    expect(find('start')).toHaveProperty('disabled', true);
  });

  it('says why a recording did not start', async () => {
    await open();
    recorder.startError = new Error('The storage of this browser is full');
    await press(' ');
    expect(text('recording-problem')).toBe(
      'The recording did not start: The storage of this browser is full.',
    );
  });

  it('keeps a page that is recording from being closed by mistake', async () => {
    await open();
    recorder.busy.set(true);
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(fixture.componentInstance.mayLeave).toBe(true);
    await press(' ');
    expect(fixture.componentInstance.mayLeave).toBe(false);
  });

  it('mirrors the view and remembers it', async () => {
    await open();
    const before = TestBed.inject(StudioPreferenceStore).value().mirrored;
    await press('x');
    expect(TestBed.inject(StudioPreferenceStore).value().mirrored).toBe(!before);
    expect(find('preview')?.classList.contains('mirrored')).toBe(!before);
  });

  it('lets go of the camera when it is left', async () => {
    await open();
    expect(recorder.attached).toBe(1);
    fixture.destroy();
    expect(recorder.attached).toBe(0);
    expect(recorder.livePoses).toBeNull();
  });
});
