import * as path from 'node:path';
import { MAX_TIMESTAMP_SECONDS } from '@reclimb/contracts';
import * as z from 'zod';
import { OFFICIAL_SOURCE } from '../models/model-catalogue.js';
import { type Network, parseNetwork } from '../webhooks/sending/public-addresses.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'expected a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `expected at least ${min}`).max(max, `expected at most ${max}`));

const postgresUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol), {
    message: 'expected a URL like postgres://user:password@host:5432/database',
  });

const networks = z
  .string()
  .transform((text) => text.split(',').map((part) => parseNetwork(part.trim())))
  .refine((parsed): parsed is Network[] => !parsed.includes(null), {
    message: 'expected networks or addresses, separated by commas, like 192.168.0.0/16',
  });

/** `*`, or origins as browsers write them: scheme, host and port. */
const origins = z
  .string()
  .transform((text) => (text.trim() === '*' ? '*' : text.split(',').map((part) => part.trim())))
  .refine((parsed) => parsed === '*' || parsed.every(isOrigin), {
    message: 'expected * or origins, separated by commas, like https://app.example.org',
  });

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

/** A key of 256 bits. */
const base64Key = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'expected 32 bytes in Base64, as `openssl rand -base64 32` makes them')
  .transform((text) => Buffer.from(text, 'base64'));

/** Every variable the API reads. An empty value counts as unset, as `.env` files and Compose write "unset" that way. */
const environmentSchema = z.object({
  // 0 lets the system choose, for tests.
  PORT: wholeNumber(0, 65_535).default(3000),
  // Unset: all addresses, so that a phone beside the wall reaches it.
  HOST: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl,
  DATA_DIR: z.string().default('./data'),
  MEDIA_URL: z
    .string()
    .refine((text) => !/^s3:/i.test(text), {
      message:
        'object storage (s3://…) is not supported by this build yet; leave it unset for DATA_DIR/media',
    })
    .refine((text) => !/^[a-z][a-z0-9+.-]+:/i.test(text) || text.startsWith('file://'), {
      message: 'expected a folder or a file:// URL',
    })
    .optional(),
  REDIS_URL: z
    .string()
    .refine(() => false, {
      message: 'several processes over Redis are not supported by this build yet; leave it unset',
    })
    .optional(),
  MODEL_DIR: z.string().optional(),
  REGISTRATION: z.enum(['open', 'closed'], 'expected open or closed').default('closed'),
  // Rates and counts: 0 is no limit.
  REQUESTS_PER_MINUTE: wholeNumber(0, 10_000_000).default(3000),
  ANONYMOUS_REQUESTS_PER_MINUTE: wholeNumber(0, 10_000_000).default(1200),
  MESSAGES_PER_SECOND: wholeNumber(0, 1_000_000).default(500),
  CONNECTIONS_PER_USER: wholeNumber(0, 1_000_000).default(200),
  CONNECTIONS_PER_MINUTE: wholeNumber(0, 1_000_000).default(1200),
  RECORDINGS_PER_USER: wholeNumber(0, 1_000_000).default(50),
  MAX_SESSION_SECONDS: wholeNumber(1, MAX_TIMESTAMP_SECONDS).default(MAX_TIMESTAMP_SECONDS),
  // Bytes: 0 is no limit.
  MAX_SESSION_BYTES: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0),
  USER_QUOTA_BYTES: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0),
  TOTAL_QUOTA_BYTES: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0),
  // The audit log; the database keeps each line for thirty days whatever is asked.
  AUDIT_DAYS: wholeNumber(30, 36_500).default(365),
  RECORDING_GRACE_SECONDS: wholeNumber(0, 86_400).default(120),
  // Pages of other sites that may use the API from a browser.
  CORS_ORIGINS: origins.default([]),
  // What a monitoring system sends to read /metrics. Unset: administrators alone.
  METRICS_TOKEN: z.string().min(16, 'expected at least 16 characters').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info'),
  // How many proxies stand in front: their X-Forwarded-* headers are believed. 0: nobody's.
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  // A mirror of the official models, for networks that do not reach theirs.
  MODEL_SOURCE: z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' }).default(OFFICIAL_SOURCE),
  WEB_DIR: z.string().optional(),
  // Webhooks go to the public internet alone, and to these.
  WEBHOOK_PRIVATE_NETWORKS: networks.default([]),
  // Unset: a file in DATA_DIR. Needed when several servers without a common DATA_DIR share a database.
  WEBHOOK_KEY: base64Key.optional(),
});

/** A wrong environment. The message names every wrong variable and never repeats a value: it may hold a password. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** How much one user, one address or all together may ask for and store. */
export interface Limits {
  /** REST requests of one user; 0 is no limit, here and in the next five. */
  readonly requestsPerMinute: number;
  /** REST requests from one address of nobody who is logged in. */
  readonly anonymousRequestsPerMinute: number;
  /** Messages of one socket; a user's sockets together may send four times as many. */
  readonly messagesPerSecond: number;
  readonly connectionsPerUser: number;
  /** Sockets that one address may connect; all together five times as many. */
  readonly connectionsPerMinute: number;
  readonly recordingsPerUser: number;
  readonly sessionSeconds: number;
  /** Infinity is no limit, here and in the next two. */
  readonly sessionBytes: number;
  readonly userBytes: number;
  readonly totalBytes: number;
}

/** The environment, parsed once at start. Paths are absolute. Injected wherever a setting is needed. */
export class Config {
  readonly port!: number;
  readonly host: string | undefined;
  readonly databaseUrl!: string;
  readonly dataDir!: string;
  /** Folder of the media store. */
  readonly mediaDir!: string;
  /** Folder with one sub-folder a pose model. */
  readonly modelDir!: string;
  /** Where models are fetched from that are not in the folder. */
  readonly modelSource!: string;
  readonly registration!: 'open' | 'closed';
  readonly limits!: Limits;
  readonly recordingGraceSeconds!: number;
  /** How long a line of the audit log is kept. */
  readonly auditDays!: number;
  /** Origins of other sites whose pages may use the API; `*`: any, but without anybody's login. */
  readonly corsOrigins!: '*' | readonly string[];
  readonly metricsToken: string | undefined;
  readonly logLevel!: (typeof LOG_LEVELS)[number];
  readonly trustProxy!: number;
  /** Folder of the built web app. */
  readonly webDir!: string;
  /** Networks that are not public and that webhooks may be sent to nevertheless. */
  readonly webhookPrivateNetworks!: readonly Network[];
  /** Encrypts the webhooks' secrets; undefined: a file in the data folder does. */
  readonly webhookKey: Buffer | undefined;

  /** Overrides are for tests. */
  constructor(settings: Readonly<Config>) {
    Object.assign(this, settings);
  }

  /** Throws a {@link ConfigError} that names each wrong variable. */
  static fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Config {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    const parsed = environmentSchema.safeParse(given);
    if (!parsed.success) {
      const problems = parsed.error.issues.map((issue) => {
        const name = issue.path.join('.');
        return `${name}: ${given[name] === undefined ? 'is not set' : issue.message}`;
      });
      throw new ConfigError(`Wrong configuration\n${problems.map((line) => `  ${line}`).join('\n')}`);
    }
    const env = parsed.data;
    const dataDir = path.resolve(env.DATA_DIR);
    return new Config({
      port: env.PORT,
      host: env.HOST,
      databaseUrl: env.DATABASE_URL,
      dataDir,
      mediaDir: env.MEDIA_URL === undefined ? path.join(dataDir, 'media') : folderOf(env.MEDIA_URL),
      modelDir: path.resolve(env.MODEL_DIR ?? path.join(dataDir, 'models')),
      modelSource: env.MODEL_SOURCE.replace(/\/+$/, ''),
      registration: env.REGISTRATION,
      limits: {
        requestsPerMinute: env.REQUESTS_PER_MINUTE,
        anonymousRequestsPerMinute: env.ANONYMOUS_REQUESTS_PER_MINUTE,
        messagesPerSecond: env.MESSAGES_PER_SECOND,
        connectionsPerUser: env.CONNECTIONS_PER_USER,
        connectionsPerMinute: env.CONNECTIONS_PER_MINUTE,
        recordingsPerUser: env.RECORDINGS_PER_USER,
        sessionSeconds: env.MAX_SESSION_SECONDS,
        sessionBytes: env.MAX_SESSION_BYTES || Infinity,
        userBytes: env.USER_QUOTA_BYTES || Infinity,
        totalBytes: env.TOTAL_QUOTA_BYTES || Infinity,
      },
      recordingGraceSeconds: env.RECORDING_GRACE_SECONDS,
      auditDays: env.AUDIT_DAYS,
      corsOrigins: env.CORS_ORIGINS,
      metricsToken: env.METRICS_TOKEN,
      logLevel: env.LOG_LEVEL,
      trustProxy: env.TRUST_PROXY,
      webDir: path.resolve(env.WEB_DIR ?? path.join(import.meta.dirname, '../../../web/dist/browser')),
      webhookPrivateNetworks: env.WEBHOOK_PRIVATE_NETWORKS,
      webhookKey: env.WEBHOOK_KEY,
    });
  }
}

function folderOf(mediaUrl: string): string {
  return mediaUrl.startsWith('file://')
    ? decodeURIComponent(new URL(mediaUrl).pathname)
    : path.resolve(mediaUrl);
}
