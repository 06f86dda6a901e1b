/** How the ghost looks; remembered on this device. */
export interface GhostLook {
  readonly visible: boolean;
  readonly colour: string;
  /** 0.1…1. */
  readonly opacity: number;
  /** Factor of the thickness that suits the picture, 0.5…3. */
  readonly thickness: number;
  readonly mirror: boolean;
  readonly smooth: boolean;
  /** Whether the next and last half-second are shown faintly. */
  readonly onion: boolean;
  /** Whether hips and hands leave trails. */
  readonly trails: boolean;
  /** Whether the picture fills the window, cut off at its edges. */
  readonly fill: boolean;
  /** Whether the climber's own skeleton is found and shown over the live camera. */
  readonly live: boolean;
  /** Seconds before the ghost starts: 0, 3 or 10. */
  readonly countdown: number;
}
