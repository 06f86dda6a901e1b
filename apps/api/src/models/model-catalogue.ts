/** The pose models that this server hands to browsers. Plain data: the command-line tool reads it too. */
export const MODEL_NAMES = ['movenet-lightning', 'movenet-thunder'] as const;
/** One of {@link MODEL_NAMES}. */
export type ModelName = (typeof MODEL_NAMES)[number];

/** What is known of a file of the official model. */
export interface KnownFile {
  readonly size: number;
  /** Git's blob id (SHA-1 of `blob <size>\0` and the bytes): the form in which public copies publish it. */
  readonly gitBlobId: string;
}

export interface ModelSource {
  /** Below the source's address. */
  readonly path: string;
  /** Files whose bytes are known; the others are held against the sizes that `model.json` declares. */
  readonly knownFiles: Readonly<Record<string, KnownFile>>;
}

/** Where Google publishes MoveNet (Apache-2.0). It redirects to a storage that changes its name now and then. */
export const OFFICIAL_SOURCE = 'https://tfhub.dev/google/tfjs-model/movenet/singlepose';

/** Version 4 of both models, the newest there is. */
export const MODEL_SOURCES: Readonly<Record<ModelName, ModelSource>> = {
  'movenet-lightning': {
    path: 'lightning/4',
    knownFiles: {
      'group1-shard1of2.bin': { size: 4_194_304, gitBlobId: 'b7a293e1c8c9c3b42f9fb594f71b086a296dd031' },
      'group1-shard2of2.bin': { size: 455_912, gitBlobId: 'acafaa8b8c7e3aba4037459d749625d588e32ff7' },
    },
  },
  'movenet-thunder': { path: 'thunder/4', knownFiles: {} },
};

export function isModelName(name: string): name is ModelName {
  return (MODEL_NAMES as readonly string[]).includes(name);
}

/** Names of files that make up a model; nothing else is served or fetched. */
export const MODEL_FILE = /^(model\.json|group\d+-shard\d+of\d+\.bin)$/;
