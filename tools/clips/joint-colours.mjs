/** Keypoints that carry a marker: all but eyes and ears, which lie too close together to tell markers apart. */
export const MARKED_KEYPOINTS = [0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

/** Radius of a marker in a picture of 640 × 480. */
export const MARKER_RADIUS = 9;

/** A fully saturated colour of this hue (degrees). What is drawn beside the markers is nearly grey. */
function saturated(hue) {
  const channel = (offset) => {
    const k = (offset + hue / 60) % 6;
    return Math.round(255 * (1 - Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

/** The colour `[r, g, b]` of a keypoint's marker: hues spread as far as thirteen can be. Undefined without a marker. */
export function jointColour(keypoint) {
  const index = MARKED_KEYPOINTS.indexOf(keypoint);
  return index < 0 ? undefined : saturated((index * 360) / MARKED_KEYPOINTS.length);
}
