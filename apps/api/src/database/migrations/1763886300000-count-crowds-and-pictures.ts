import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What frames of several people and key pictures take: quotas count it. Of what there is already it is not known. */
export class CountCrowdsAndPictures1763886300000 implements MigrationInterface {
  readonly name = 'CountCrowdsAndPictures1763886300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_recording ADD extra_bytes bigint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session_recording DROP extra_bytes');
  }
}
