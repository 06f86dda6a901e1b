import type { ExportQuery } from '@reclimb/contracts';

/** One way out of Reclimb, as the export menu offers it. */
export interface ExportChoice {
  readonly name: string;
  /** What opens it, or what it is good for. */
  readonly use: string;
  readonly query: ExportQuery;
  /** The query lacks the climber's height, which is to be asked for. */
  readonly asksStature?: true;
}

/** What the export menu offers, in groups. */
export const EXPORT_CHOICES: readonly {
  readonly heading: string;
  readonly choices: readonly ExportChoice[];
}[] = [
  {
    heading: 'All of it',
    choices: [
      {
        name: 'Reclimb archive (.zip)',
        use: 'Poses, video, pictures, markers. Import it into any Reclimb.',
        query: { format: 'zip' },
      },
    ],
  },
  {
    heading: 'For coaches',
    choices: [
      {
        name: 'Kinovea, tracks (.trc)',
        use: 'Kinovea 2025.1 and newer',
        query: { format: 'trc', dialect: 'kinovea' },
      },
      {
        name: 'Kinovea, OpenPose (.zip)',
        use: 'Kinovea, Pose2Sim. Best for clips up to half a minute.',
        query: { format: 'openpose' },
      },
    ],
  },
  {
    heading: 'Tables',
    choices: [
      { name: 'Table, a row a frame (.csv)', use: 'Excel, LibreOffice, R', query: { format: 'csv' } },
      { name: 'Table, a row a joint (.csv)', use: 'pandas, R, Tableau', query: { format: 'csv-long' } },
    ],
  },
  {
    heading: 'For research',
    choices: [
      {
        name: 'TRC in pixels (.trc)',
        use: 'Sports2D, Pose2Sim',
        query: { format: 'trc', dialect: 'pixel' },
      },
      {
        name: 'TRC in metres (.trc)',
        use: 'OpenSim, Blender. Needs the climber’s height.',
        query: { format: 'trc', dialect: 'metric' },
        asksStature: true,
      },
      { name: 'DeepLabCut (.csv)', use: 'movement, napari, SLEAP-IO', query: { format: 'deeplabcut' } },
      { name: 'COCO keypoints (.json)', use: 'CVAT, FiftyOne, pycocotools', query: { format: 'coco' } },
      { name: 'MCAP (.mcap)', use: 'Foxglove, Lichtblick: poses over the video', query: { format: 'mcap' } },
    ],
  },
  {
    heading: 'For programs',
    choices: [
      { name: 'JSON (.json)', use: 'One document', query: { format: 'json' } },
      { name: 'NDJSON (.ndjson)', use: 'A frame a line, as the API takes them', query: { format: 'ndjson' } },
    ],
  },
];
