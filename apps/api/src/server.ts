import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { Config, ConfigError } from './config/config.js';
import { configureApp } from './configure-app.js';
import { createLogger, NestLogger } from './logging/logger.js';
import { Shutdown } from './shutdown/shutdown.js';

/** A running server. */
export interface RunningServer {
  /** Where a browser on this machine reaches it. */
  readonly address: string;
  /** Stops taking requests, ends what is in flight and closes the database's connections, within ten seconds. */
  close(): Promise<void>;
}

/**
 * By how much a heap may grow, in percent, before it is collected whole. V8's own choice is four times a small heap: an
 * hour's export would leave a hundred megabytes of garbage lying. It holds for the heaps of all threads.
 */
const HEAP_GROWING_PERCENT = 50;

/** How long modules may take to let go of what they hold, after the drain. */
const CLOSE_MS = 1_500;

/**
 * Brings the schema up to date and serves everything on one port. Throws an error whose message is for people: a
 * {@link ConfigError} names the wrong variable.
 */
export async function startServer(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<RunningServer> {
  const config = Config.fromEnvironment(environment);
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`);
  const logger = createLogger(config);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    // What is under way has had its time when the server closes: a player's kept-alive connection must not hold it up.
    forceCloseConnections: true,
  });
  configureApp(app, logger);
  try {
    await (config.host === undefined ? app.listen(config.port) : app.listen(config.port, config.host));
  } catch (error) {
    await app.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError(`PORT: ${config.port} is taken by another program; set PORT to a free one`, {
        cause: error,
      });
    }
    throw error;
  }
  const { port } = app.getHttpServer().address() as { port: number };
  logger.info({ port }, 'Reclimb is up');
  return { address: `http://localhost:${port}`, close: () => stop(app) };
}

async function stop(app: NestExpressApplication): Promise<void> {
  await app.get(Shutdown).drain();
  const late = new AbortController();
  // Whatever hangs in a module must not keep the process: nothing that was acknowledged waits for it.
  await Promise.race([app.close(), delay(CLOSE_MS, undefined, { signal: late.signal })]).finally(() =>
    late.abort(),
  );
}
