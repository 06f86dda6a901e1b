import * as path from 'node:path';
import { Config, ConfigError } from './config.js';

const required = { DATABASE_URL: 'postgres://reclimb@localhost/reclimb' };

describe(Config.name, () => {
  it('keeps everything below the data folder unless told otherwise', () => {
    const config = Config.fromEnvironment({ ...required, DATA_DIR: '/srv/reclimb' });
    expect(config).toMatchObject({
      port: 3000,
      mediaDir: '/srv/reclimb/media',
      modelDir: '/srv/reclimb/models',
      registration: 'closed',
      recordingGraceSeconds: 120,
    });
    expect(Config.fromEnvironment(required).dataDir).toBe(path.resolve('data'));
  });

  it('takes an empty variable for an unset one, as Compose and .env files write it', () => {
    expect(Config.fromEnvironment({ ...required, PORT: '', MEDIA_URL: '', REDIS_URL: '' }).port).toBe(3000);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['RECORDING_GRACE_SECONDS', '1.5'],
    ['MESSAGES_PER_SECOND', 'many'],
    ['USER_QUOTA_BYTES', '10GB'],
    ['MAX_SESSION_SECONDS', '0'],
    ['REGISTRATION', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['MEDIA_URL', 'ftp://host/folder'],
    ['MODEL_SOURCE', 'somewhere'],
    ['WEBHOOK_PRIVATE_NETWORKS', '192.168.0.0/16,home'],
    ['WEBHOOK_KEY', 'too-short'],
    ['CORS_ORIGINS', 'app.example.org'],
    ['CORS_ORIGINS', 'https://app.example.org,*'],
    ['CORS_ORIGINS', 'https://app.example.org/path'],
    ['METRICS_TOKEN', 'too-short'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => Config.fromEnvironment({ ...required, [name]: value })).toThrow(ConfigError);
    expect(() => Config.fromEnvironment({ ...required, [name]: value })).toThrow(name);
  });

  it.each([
    ['MEDIA_URL', 's3://bucket/prefix'],
    ['REDIS_URL', 'redis://localhost'],
  ])('says that this build does not support %s, rather than ignoring it', (name, value) => {
    expect(() => Config.fromEnvironment({ ...required, [name]: value })).toThrow(`${name}: `);
    expect(() => Config.fromEnvironment({ ...required, [name]: value })).toThrow(
      'not supported by this build yet',
    );
  });

  it('names all wrong variables at once, and never repeats a value that may be a password', () => {
    const environment = { DATABASE_URL: 'secret-by-mistake', PORT: 'x' };
    expect(() => Config.fromEnvironment(environment)).toThrow(
      /DATABASE_URL[\s\S]*PORT|PORT[\s\S]*DATABASE_URL/,
    );
    expect(() => Config.fromEnvironment(environment)).not.toThrow('secret-by-mistake');
  });
});
