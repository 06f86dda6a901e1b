import { type NestExpressApplication } from '@nestjs/platform-express';
import { type Request } from 'express';
import { isNamed, type OriginRules } from '../accounts/origin.js';

/** What pages of other sites may ask for: the API, not the web app. */
const API_PATH = /^\/(api|models)(\/|$)/;
/** Browsers hide all other headers from a page of another site. */
const TOLD_HEADERS = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Range',
  'ETag',
  'Retry-After',
  'X-Request-Id',
];
/** Seconds for which a browser asks no second time whether it may ask; each one caps it at its own maximum. */
const MAX_AGE = 600;

/**
 * Lets pages of the configured origins use the REST API from a browser; no header tells of it where none is. With `*` any
 * page may, with a token: a login is for the sites that were named.
 */
export function allowOtherSites(app: NestExpressApplication, { corsOrigins }: OriginRules): void {
  if (corsOrigins.length === 0) return;
  app.enableCors((request: Request, callback) => {
    const { origin } = request.headers;
    const allowed = corsOrigins === '*' || isNamed(origin, corsOrigins);
    if (!API_PATH.test(request.path) || !allowed) {
      // A cache must not hand this answer to a page that may.
      if (API_PATH.test(request.path)) request.res?.vary('Origin');
      callback(null, { origin: false });
      return;
    }
    callback(null, {
      origin: corsOrigins === '*' ? '*' : origin,
      credentials: corsOrigins !== '*',
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: TOLD_HEADERS,
      maxAge: MAX_AGE,
    });
  });
}

/** The same for Socket.IO's long polling; WebSockets know no CORS, their handshake is refused instead. */
export function socketCors({ corsOrigins }: OriginRules) {
  if (corsOrigins.length === 0) return {};
  return {
    cors: {
      origin: corsOrigins === '*' ? '*' : [...corsOrigins],
      credentials: corsOrigins !== '*',
    },
  };
}
