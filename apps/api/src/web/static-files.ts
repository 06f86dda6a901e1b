import { createRequire } from 'node:module';
import * as path from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type NextFunction, type Request, type Response, static as serveStatic } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem } from '../errors/problem.filter.js';

/** Angular's build puts a hash of the content into these names: what is called so never changes. */
const HASHED_NAME = /[-.][A-Z0-9]{8}\.(js|mjs|css|woff2?|svg|png|webp)$/;
/** Paths that are no pages of the web app. */
const SERVER_PATH = /^\/(api|socket\.io|mediapipe|metrics)(\/|$)|^\/models\/[^/]+\/[^/]+$/;

/** The notices of the packages that the web app is made of. */
const LICENCES = '/3rdpartylicenses.txt';

/**
 * Serves the built web app: its files, and its page for every address that the app's router knows and this server does
 * not. Comes before the routes, and lets through what is theirs.
 */
export function serveWebApp(app: NestExpressApplication, webDir: string): void {
  const files = serveStatic(webDir, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, file: string) => {
      const hashed = HASHED_NAME.test(path.basename(file));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (SERVER_PATH.test(request.path)) {
      next();
      return;
    }
    if (!isReading(request)) {
      sendProblem(response, nothingHere());
      return;
    }
    if (request.path === LICENCES) {
      // Beside the app's files, where the build puts it.
      response.sendFile(path.basename(LICENCES), { root: path.dirname(webDir) }, (error) => {
        if (error && !response.headersSent) sendProblem(response, nothingHere());
      });
      return;
    }
    files(request, response, (error?: unknown) => {
      if (error) sendProblem(response, error);
      else sendPage(request, response, webDir);
    });
  });
}

function sendPage(request: Request, response: Response, webDir: string): void {
  // A file that an older build had must not turn into a page: the browser would run it as a script.
  if (path.extname(request.path) !== '' && path.basename(request.path) !== 'index.html') {
    sendProblem(response, new DomainError('not_found', 'There is no such file'));
    return;
  }
  response.sendFile('index.html', { root: webDir, headers: { 'Cache-Control': 'no-cache' } }, (error) => {
    if (error && !response.headersSent) {
      sendProblem(response, new DomainError('unavailable', 'The web app is not built: run npm run build'));
    }
  });
}

/** MediaPipe's own files for BlazePose, from its npm package: the detector that needs no model folder. */
export function serveMediaPipe(app: NestExpressApplication): void {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@mediapipe/pose/package.json'));
  app.use(
    '/mediapipe/pose',
    serveStatic(folder, {
      index: false,
      redirect: false,
      // The names carry no version, the package changes only with the server.
      setHeaders: (response: Response) => void response.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  app.use('/mediapipe', (_request: Request, response: Response) => sendProblem(response, nothingHere()));
}

function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

function nothingHere(): DomainError {
  return new DomainError('not_found', 'There is nothing here');
}
