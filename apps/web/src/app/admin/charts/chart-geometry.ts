/** One stretch of a bar, in the bar's own units. */
export interface Stretch {
  readonly x: number;
  readonly width: number;
}

/**
 * Lays values one behind the other.
 *
 * @param longest what fills the whole width; with 0 everything is 0 wide.
 * @param width of the drawing.
 */
export function stretches(values: readonly number[], longest: number, width: number): Stretch[] {
  let x = 0;
  return values.map((value) => {
    const stretch = { x, width: longest > 0 ? (value / longest) * width : 0 };
    x += stretch.width;
    return stretch;
  });
}

/** A value at a time, in milliseconds of the epoch. */
export interface Sample {
  readonly time: number;
  readonly value: number;
}

/**
 * The outline of an area from 0 up to the samples, as an SVG path; times from the first to the last fill the width. Empty
 * for fewer than two samples.
 *
 * @param top the value at the drawing's upper edge, above 0.
 */
export function areaPath(
  samples: readonly Sample[],
  top: number,
  { width, height }: { width: number; height: number },
): string {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.time <= first.time) return '';
  const round = (value: number) => Math.round(value * 10) / 10;
  const points = samples.map(({ time, value }) => {
    const x = ((time - first.time) / (last.time - first.time)) * width;
    return `${round(x)} ${round(height - (value / top) * height)}`;
  });
  return `M0 ${height}L${points.join('L')}L${width} ${height}Z`;
}
