import { chooseVideo, type VideoChoice } from './video-track';

/** How video is encoded here, for each size of picture: found out once, and again as long as nothing was found. */
export class VideoChoices {
  private readonly known = new Map<string, Promise<VideoChoice | null>>();

  /** @param probe finds it out; null when no encoder works. */
  constructor(private readonly probe: typeof chooseVideo = chooseVideo) {}

  /** The choice for pictures of this size. One that failed before (an encoder in use by another program) is tried anew. */
  for(width: number, height: number): Promise<VideoChoice | null> {
    const size = `${width}×${height}`;
    const choice = this.known.get(size) ?? this.probe(width, height);
    this.known.set(size, choice);
    const forget = () => {
      if (this.known.get(size) === choice) this.known.delete(size);
    };
    choice.then((found) => found ?? forget(), forget);
    return choice;
  }

  /** What was found does not hold any more: an encoder could not be started. */
  forget(): void {
    this.known.clear();
  }
}
