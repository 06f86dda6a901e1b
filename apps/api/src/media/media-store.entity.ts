import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The media store that belongs to this database: its marker file holds this id. */
@Entity('media_store')
@Check('ck_media_store_one_row', 'one = 1')
export class MediaStoreEntity {
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_media_store', default: 1 })
  one!: number;

  @Column('uuid')
  id!: string;
}
