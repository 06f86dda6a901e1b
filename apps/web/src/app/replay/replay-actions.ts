import { Injectable, inject } from '@angular/core';
import type { Marker } from '@reclimb/contracts';
import { Notices } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { GhostSettings } from './ghost/ghost-settings';
import { MarkersApi } from './markers/markers-api';
import { ReplaySession } from './replay-session';
import { type ReplayAction, SPEEDS } from './controls/shortcuts';
import { StartCountdown } from './controls/start-countdown';
import { timeText } from './time-text';

/** Half a second of grace backwards, so that one can go on from a marker while playing. */
const MARKER_GRACE = 0.5;

/** What buttons and keys do with the player, its range, its markers and the ghost. */
@Injectable()
export class ReplayActions {
  readonly #replay = inject(ReplaySession);
  readonly #settings = inject(GhostSettings);
  readonly #countdown = inject(StartCountdown);
  readonly #markersApi = inject(MarkersApi);
  readonly #notices = inject(Notices);

  /** Plays (after the countdown, if one is wished for) or pauses. */
  toggle(): void {
    const { player } = this.#replay;
    if (this.#countdown.digit() !== undefined) return this.#countdown.callOff();
    if (this.#replay.playing()) return player.pause();
    const seconds = this.#settings.look().countdown;
    if (seconds === 0) return player.play();
    void this.#countdown.start(seconds, () => player.play());
  }

  /** Turns the direction of play round, and plays. */
  reverse(): void {
    const { player } = this.#replay;
    this.#countdown.callOff();
    player.setSpeed(-player.state.speed);
    player.play();
  }

  /** Plays as fast as this from now on, in the direction in which it plays. */
  setPace(pace: number): void {
    const { player } = this.#replay;
    player.setSpeed(player.state.speed < 0 ? -pace : pace);
  }

  step(frames: number): void {
    this.#countdown.callOff();
    this.#replay.player.step(frames);
  }

  /** Sets an end of the loop to the present moment. */
  setEnd(end: 'a' | 'b'): void {
    const { player } = this.#replay;
    const { a, b } = player.state;
    const now = player.position;
    // An end set on the wrong side of the other one starts a new range.
    if (end === 'a') player.setRange(now, b !== null && b > now ? b : null);
    else player.setRange(a !== null && a < now ? a : null, now);
    player.setLoop(true);
  }

  clearRange(): void {
    this.#replay.player.setRange(null, null);
  }

  toggleLoop(): void {
    const { player } = this.#replay;
    player.setLoop(!player.state.loop);
  }

  /** Goes to where a session that is still being recorded has come to, and follows it. */
  goLive(): void {
    const { player } = this.#replay;
    player.seek({ timestamp: this.#replay.end() });
    player.play();
  }

  /** Marks the present moment. */
  async addMarker(): Promise<void> {
    if (!this.#replay.session() || this.#replay.readOnly()) return;
    const { sessionId, player } = this.#replay;
    const timestamp = player.position;
    try {
      this.#replay.keepMarker(await this.#markersApi.create(sessionId, timestamp, ''));
      this.#notices.done(`Marked ${timeText(timestamp)}`);
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }

  /** Puts a marker somewhere else; it goes back to where it was when the server refuses. */
  async moveMarker(marker: Marker, timestamp: number): Promise<void> {
    const { sessionId } = this.#replay;
    try {
      this.#replay.keepMarker(await this.#markersApi.change(sessionId, marker.id, { timestamp }));
    } catch (error) {
      this.#replay.keepMarker(marker);
      this.#notices.failure(textOf(error));
    }
  }

  /** What a key stands for. */
  carryOut(command: ReplayAction): void {
    const { player } = this.#replay;
    const { look } = this.#settings;
    switch (command.do) {
      case 'play':
        return this.toggle();
      case 'reverse':
        return this.reverse();
      case 'step':
        return this.step(command.frames);
      case 'skip':
        return player.seek({ timestamp: player.position + command.seconds });
      case 'nudge':
        if (command.large) return this.step(10 * command.direction);
        if (!this.#replay.playing()) return this.step(command.direction);
        return player.seek({ timestamp: player.position + command.direction });
      case 'jump': {
        const start = this.#replay.start();
        return player.seek({ timestamp: start + command.share * (this.#replay.end() - start) });
      }
      case 'speed': {
        const pace = Math.abs(player.state.speed);
        const faster = SPEEDS.filter((choice) => (choice - pace) * command.direction > 0);
        const next = command.direction > 0 ? faster[0] : faster.at(-1);
        return next === undefined ? undefined : this.setPace(next);
      }
      case 'a':
      case 'b':
        return this.setEnd(command.do);
      case 'clear-range':
        return this.clearRange();
      case 'loop':
        return this.toggleLoop();
      case 'marker':
        return void this.addMarker();
      case 'go-to-marker':
        return this.#goToMarker(command.direction);
      case 'ghost':
        return this.#settings.change({ visible: !look().visible });
      case 'opacity': {
        const opacity = Math.min(1, Math.max(0.1, look().opacity + command.direction * 0.1));
        return this.#settings.change({ opacity: Math.round(opacity * 100) / 100 });
      }
      case 'mirror':
        return this.#settings.change({ mirror: !look().mirror });
    }
  }

  #goToMarker(direction: -1 | 1): void {
    const { player } = this.#replay;
    const here = player.position - (direction < 0 && this.#replay.playing() ? MARKER_GRACE : 0);
    const beyond = this.#replay.markers().filter(({ timestamp }) => (timestamp - here) * direction > 0.001);
    const next = direction > 0 ? beyond[0] : beyond.at(-1);
    if (next) player.seek({ timestamp: next.timestamp });
  }
}
