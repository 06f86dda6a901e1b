import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';

/** The studio's sounds, made on the spot: heard across a gym, never longer than they must be. */
@Injectable()
export class StudioSounds {
  private readonly window = inject(DOCUMENT).defaultView;
  private context: AudioContext | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.context?.close().catch((error: unknown) => console.warn('The sound could not be closed.', error));
    });
  }

  /** Browsers let a page sound only after a gesture: called from the tap or key that starts. */
  wake(): void {
    const Context = this.window?.AudioContext;
    if (!Context) return;
    this.context ??= new Context();
    if (this.context.state === 'suspended') {
      this.context.resume().catch((error: unknown) => console.warn('The sound stays off.', error));
    }
  }

  /** One second less. */
  tick(): void {
    this.tone(660, 0, 0.12);
  }

  start(): void {
    this.tone(990, 0, 0.45);
  }

  stop(): void {
    this.tone(660, 0, 0.12);
    this.tone(495, 0.16, 0.25);
  }

  private tone(frequency: number, delay: number, seconds: number): void {
    const context = this.context;
    if (context?.state !== 'running') return;
    const begin = context.currentTime + delay;
    const loudness = context.createGain();
    // Begins and ends softly: a hard edge cracks in small loudspeakers.
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(0.4, begin + 0.01);
    loudness.gain.setValueAtTime(0.4, begin + seconds - 0.03);
    loudness.gain.linearRampToValueAtTime(0, begin + seconds);
    const tone = new OscillatorNode(context, { type: 'triangle', frequency });
    tone.connect(loudness).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + seconds);
  }
}
