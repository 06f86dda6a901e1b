import * as z from 'zod';

/** Parts of the body whose keypoints are judged together. */
export const BODY_PARTS = ['head', 'trunk', 'leftArm', 'rightArm', 'leftLeg', 'rightLeg'] as const;
/** One of {@link BODY_PARTS}. */
export type BodyPart = (typeof BODY_PARTS)[number];

/** A stretch of a session, in seconds from its start. */
const stretchSchema = z.object({ from: z.number(), to: z.number() });

/** How well the body was tracked. */
export const trackingSchema = z
  .object({
    /** Share of the frames in which somebody was found, 0…1. */
    personShare: z.number(),
    /**
     * The longest stretch without anybody: between the frames around it in which somebody was found, or the recording's
     * ends. Null when somebody was found in every frame.
     */
    longestGap: stretchSchema.nullable(),
    /**
     * Mean score of each part's keypoints, 0…1, over the frames in which somebody was found (of several people, the first);
     * of long sessions, over some thousand frames spread evenly. Null when nobody ever was.
     */
    scores: z.object(
      Object.fromEntries(BODY_PARTS.map((part) => [part, z.number().nullable()])) as Record<
        BodyPart,
        z.ZodNullable<z.ZodNumber>
      >,
    ),
  })
  .meta({ id: 'Tracking' });
/** See {@link trackingSchema}. */
export type Tracking = z.infer<typeof trackingSchema>;

/** What a session weighs, in bytes. */
export const sessionStorageSchema = z
  .object({
    /** Rows of the database, without their indexes. */
    frames: z.int(),
    /** The video that is served. */
    video: z.int(),
    /** The upload as it came, while it is kept. */
    upload: z.int(),
    /** Keyframe images and the thumbnail. */
    images: z.int(),
  })
  .meta({ id: 'SessionStorage' });
/** See {@link sessionStorageSchema}. */
export type SessionStorage = z.infer<typeof sessionStorageSchema>;

/** What `GET /sessions/:id/statistics` answers; `tracking` is null for a session without frames. */
export const sessionStatisticsSchema = z
  .object({ tracking: trackingSchema.nullable(), storage: sessionStorageSchema })
  .meta({ id: 'SessionStatistics' });
/** See {@link sessionStatisticsSchema}. */
export type SessionStatistics = z.infer<typeof sessionStatisticsSchema>;
