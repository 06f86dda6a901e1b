import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { dataSourceOptions } from './data-source.js';

/** For TypeORM's command line: `typeorm migration:show -d apps/api/dist/database/cli.js`. */
export default new DataSource(dataSourceOptions(Config.fromEnvironment(process.env).databaseUrl));
