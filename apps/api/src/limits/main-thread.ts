import { performance } from 'node:perf_hooks';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

const LOOK_EVERY_MS = 50;
/** Above this share of its time at work, what arrives waits noticeably for its turn. */
const BUSY_SHARE = 0.7;
/** Calm is believed after a while: what made the thread busy is only held back, not gone. */
const CALM_AFTER_MS = 2000;

/** Whether the one thread that answers everybody is short of time. */
@Injectable()
export class MainThread implements OnModuleDestroy {
  private busyUntil = 0;
  private readonly listeners: ((busyShare: number) => void)[] = [];
  private before = performance.eventLoopUtilization();
  private readonly timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();

  /** Calls `listener` with each look: which share of the time since the last one the thread was at work. */
  onLook(listener: (busyShare: number) => void): void {
    this.listeners.push(listener);
  }

  get isBusy(): boolean {
    return performance.now() < this.busyUntil;
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.before);
    this.before = now;
    if (utilization > BUSY_SHARE) this.busyUntil = performance.now() + CALM_AFTER_MS;
    for (const listener of this.listeners) listener(utilization);
  }
}
