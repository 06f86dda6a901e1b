import * as z from 'zod';

/** What `GET /sessions/:id/export` can write. `csv` is wide (a row a frame), `zip` is all of the session. */
export const EXPORT_FORMATS = [
  'json',
  'ndjson',
  'csv',
  'csv-long',
  'trc',
  'openpose',
  'deeplabcut',
  'coco',
  'mcap',
  'zip',
] as const;
/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * Who a `trc` file is for: `pixel` for Sports2D and Pose2Sim (pixels, y down), `kinovea` for Kinovea, `metric` for OpenSim
 * (metres, y up).
 */
export const TRC_DIALECTS = ['pixel', 'kinovea', 'metric'] as const;
/** One of {@link TRC_DIALECTS}. */
export type TrcDialect = (typeof TRC_DIALECTS)[number];

/**
 * The query of `GET /sessions/:id/export`. `dialect` belongs to `trc` (default `pixel`); `stature`, the climber's height in
 * metres, to its dialect `metric`, which needs it as the scale.
 */
export const exportQuerySchema = z
  .strictObject({
    format: z.enum(EXPORT_FORMATS),
    dialect: z.enum(TRC_DIALECTS).optional(),
    stature: z.coerce.number().pipe(z.number().min(0.5).max(2.5)).optional(),
  })
  .superRefine(({ format, dialect, stature }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (dialect !== undefined && format !== 'trc') refuse('dialect', 'Only trc has dialects');
    const metric = format === 'trc' && dialect === 'metric';
    if (metric && stature === undefined) {
      refuse('stature', "Metres need the climber's height in metres as their scale");
    }
    if (!metric && stature !== undefined) refuse('stature', 'Only the metric dialect of trc takes it');
  });
/** See {@link exportQuerySchema}. */
export type ExportQuery = z.infer<typeof exportQuerySchema>;
