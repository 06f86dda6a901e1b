import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { MODEL_NAMES, type ModelName } from './model-catalogue.js';
import { fetchModel, hasModel } from './model-fetcher.js';

/** After a failed attempt the next one waits: a studio without a network must fall back at once. */
const RETRY_AFTER_MS = 30_000;

/** The pose models in the model folder, fetched when they are first asked for. */
@Injectable()
export class ModelsService {
  private readonly logger = new Logger('Models');
  private readonly fetching = new Map<ModelName, Promise<void>>();
  private readonly failedAt = new Map<ModelName, number>();

  constructor(private readonly config: Config) {}

  /** Which models can be served without fetching anything. */
  list(): Promise<{ name: ModelName; available: boolean; url: string }[]> {
    return Promise.all(
      MODEL_NAMES.map(async (name) => ({
        name,
        available: await hasModel(name, this.config.modelDir),
        url: `/models/${name}/model.json`,
      })),
    );
  }

  /** Makes sure that the model is there. Throws `unavailable` when it cannot be had. */
  async ensure(name: ModelName): Promise<void> {
    if (await hasModel(name, this.config.modelDir)) return;
    const sinceFailure = Date.now() - (this.failedAt.get(name) ?? -Infinity);
    if (sinceFailure < RETRY_AFTER_MS) throw notToBeHad(name, RETRY_AFTER_MS - sinceFailure);
    try {
      await this.fetchOnce(name);
    } catch (cause) {
      throw notToBeHad(name, RETRY_AFTER_MS, cause);
    }
  }

  /** However many ask, one fetches. */
  private fetchOnce(name: ModelName): Promise<void> {
    const running = this.fetching.get(name);
    if (running) return running;
    this.logger.log(`Fetching ${name}`);
    const started = fetchModel(name, this.config.modelDir, { source: this.config.modelSource })
      .then(
        () => {
          this.failedAt.delete(name);
          this.logger.log(`${name} is there`);
        },
        (error: unknown) => {
          this.failedAt.set(name, Date.now());
          this.logger.warn(
            `${name} could not be fetched: ${error instanceof Error ? error.message : 'unknown'}`,
          );
          throw error;
        },
      )
      .finally(() => this.fetching.delete(name));
    this.fetching.set(name, started);
    return started;
  }
}

function notToBeHad(name: ModelName, retryAfterMs: number, cause?: unknown): DomainError {
  const message =
    `The model ${name} is not on this server and could not be fetched; ` +
    'run "npm run models" where there is a network, or put it into MODEL_DIR';
  return new DomainError('unavailable', message, {
    details: { retryAfter: Math.ceil(retryAfterMs / 1000) },
    cause,
  });
}
