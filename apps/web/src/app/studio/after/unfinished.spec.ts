import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Dialogs } from '@reclimb/ui';
import { RecorderClient, RecorderError } from '../recorder/recorder-client';
import type { ConnectionState, UnfinishedRecording } from '../recorder/recorder-messages';
import { Unfinished } from './unfinished';

const leftover: UnfinishedRecording = {
  sessionId: 'a',
  name: 'Crux',
  startedAt: '2026-07-01T10:00:00.000Z',
  pendingBytes: 2_500_000,
};

describe('unfinished recordings', () => {
  let settle: { resolve: () => void; reject: (error: Error) => void };
  let fixture: ComponentFixture<Unfinished>;
  const recorder = {
    connection: signal<ConnectionState>('online'),
    backgroundRefusal: signal<string | null>(null),
    findUnfinished: () => Promise.resolve([leftover]),
    finishUnfinished: jest.fn(() => new Promise<void>((resolve, reject) => (settle = { resolve, reject }))),
    settleUnfinished: jest.fn(() => Promise.resolve()),
    discardUnfinished: jest.fn(() => Promise.resolve()),
  };

  beforeEach(async () => {
    jest.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [
        { provide: RecorderClient, useValue: recorder },
        provideRouter([]),
        { provide: Dialogs, useValue: { confirm: () => Promise.resolve(true) } },
      ],
    });
    fixture = TestBed.createComponent(Unfinished);
    await fixture.whenStable();
  });

  /** Until all that follows from a settled promise has been drawn. */
  const drawn = async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    await fixture.whenStable();
  };
  const find = (id: string): HTMLElement | null =>
    fixture.nativeElement.querySelector(`[data-testid="${id}"]`);

  it('are told of and sent without being asked', async () => {
    expect(find('unfinished')?.textContent).toContain('“Crux”');
    expect(find('unfinished')?.textContent).toContain('2.5 MB');
    expect(recorder.finishUnfinished).toHaveBeenCalledWith('a');
    settle.resolve();
    await drawn();
    expect(find('unfinished')).toBeNull();
    expect(find('finished')?.textContent).toContain('“Crux”');
    expect(find('finished')?.querySelector('a')?.getAttribute('href')).toBe('/sessions/a');
    find('put-away')?.click();
    await drawn();
    expect(find('finished')).toBeNull();
  });

  it('that cannot be sent stay, say why, and can be tried again', async () => {
    settle.reject(new Error('The server has lost it'));
    await drawn();
    expect(find('unfinished-trouble')?.textContent).toContain('The server has lost it');
    find('finish-upload')?.click();
    await drawn();
    expect(recorder.finishUnfinished).toHaveBeenCalledTimes(2);
    expect(find('unfinished-trouble')).toBeNull();
  });

  it('that the server refuses for good can be ended with what it has, instead of being thrown away whole', async () => {
    settle.reject(
      new RecorderError({ code: 'payload_too_large', message: 'The session is as long as it can be.' }),
    );
    await drawn();
    expect(find('unfinished-trouble')?.textContent).toContain('Record in shorter sessions');
    find('settle')?.click();
    await drawn();
    expect(recorder.settleUnfinished).toHaveBeenCalledWith('a');
    expect(find('finished')).not.toBeNull();
  });

  it('say why the server does not take them just now', async () => {
    recorder.backgroundRefusal.set('storage_full');
    await drawn();
    expect(find('unfinished-state')?.textContent).toContain('The server’s disk is full');
    recorder.backgroundRefusal.set(null);
  });

  it('can be thrown away while they are being sent, which is no trouble', async () => {
    find('discard')?.click();
    await drawn();
    settle.reject(new Error('The recording was thrown away'));
    await drawn();
    expect(recorder.discardUnfinished).toHaveBeenCalledWith('a');
    expect(find('unfinished')).toBeNull();
  });
});
