import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from '../database/bigint.js';

/** What was stored on one day, to show how it grows. */
@Entity('storage_sample')
export class StorageSample {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'pk_storage_sample' })
  day!: string;

  @Column('integer')
  sessions!: number;

  @Column('bigint', { name: 'video_bytes', transformer: bigintAsNumber })
  videoBytes!: number;

  @Column('bigint', { name: 'upload_bytes', transformer: bigintAsNumber })
  uploadBytes!: number;

  @Column('bigint', { name: 'image_bytes', transformer: bigintAsNumber })
  imageBytes!: number;

  @Column('bigint', { name: 'pose_bytes', transformer: bigintAsNumber })
  poseBytes!: number;

  @Column('bigint', { name: 'free_bytes', transformer: bigintAsNumber })
  freeBytes!: number;
}
