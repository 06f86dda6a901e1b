import type { SkeletonName } from '@reclimb/contracts';

/** The pose models a climber can choose; the name is what a session is recorded with. */
export const POSE_MODEL_NAMES = ['movenet-lightning', 'movenet-thunder', 'blazepose-full'] as const;
export type PoseModelName = (typeof POSE_MODEL_NAMES)[number];

export interface PoseModel {
  readonly name: PoseModelName;
  readonly label: string;
  readonly hint: string;
  readonly skeleton: SkeletonName;
}

export const DEFAULT_POSE_MODEL: PoseModelName = 'movenet-lightning';

/** What the studio turns to when the chosen model cannot be had: its files come inside an npm package. */
export const FALLBACK_POSE_MODEL: PoseModelName = 'blazepose-full';

export const POSE_MODELS: readonly PoseModel[] = [
  {
    name: 'movenet-lightning',
    label: 'MoveNet Lightning',
    hint: 'Fast, right for most climbs',
    skeleton: 'coco17',
  },
  {
    name: 'movenet-thunder',
    label: 'MoveNet Thunder',
    hint: 'More exact, fewer pictures a second',
    skeleton: 'coco17',
  },
  {
    name: 'blazepose-full',
    label: 'BlazePose',
    hint: 'Hands and feet too; needs a graphics card',
    skeleton: 'blazepose33',
  },
];

export function isPoseModelName(value: unknown): value is PoseModelName {
  return POSE_MODEL_NAMES.some((name) => name === value);
}

export function poseModel(name: PoseModelName): PoseModel {
  const model = POSE_MODELS.find((candidate) => candidate.name === name);
  if (!model) throw new Error(`No pose model is called ${name}`);
  return model;
}
