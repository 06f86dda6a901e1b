import type { Frame } from '@reclimb/contracts';

/** The texts of a fraction's rounded values. Making them is what costs most in storing a frame, and few there are. */
class RoundedTexts {
  private readonly texts: (string | undefined)[];

  constructor(private readonly stepsPerUnit: number) {
    this.texts = new Array<string | undefined>(stepsPerUnit + 1);
  }

  /** The value rounded to the nearest step, as JSON writes it. Values outside 0…1 are not kept. */
  of(value: number): string {
    const steps = Math.round(value * this.stepsPerUnit);
    if (!(steps >= 0 && steps <= this.stepsPerUnit)) return String(steps / this.stepsPerUnit);
    return (this.texts[steps] ??= String(steps / this.stepsPerUnit));
  }
}

/**
 * Stored numbers have five decimals (a hundredth of a pixel in a picture 1000 wide), scores four: far finer than the
 * contract's precision, and half the size of a double's seventeen digits.
 */
const places = new RoundedTexts(1e5);
const scores = new RoundedTexts(1e4);

/** A frame's poses as they are stored: one line of JSON. */
export function poseDataText({ poses }: Pick<Frame, 'poses'>): string {
  let text = '{"poses":[';
  let poseBegin = '{';
  for (const { id, score, keypoints } of poses) {
    text += poseBegin;
    if (id !== undefined) text += `"id":${id},`;
    text += `"score":${scores.of(score)},"keypoints":[`;
    let pointBegin = '[';
    for (const [x, y, pointScore] of keypoints) {
      text += `${pointBegin}${places.of(x)},${places.of(y)},${scores.of(pointScore)}]`;
      pointBegin = ',[';
    }
    text += ']}';
    poseBegin = ',{';
  }
  return `${text}]}`;
}
