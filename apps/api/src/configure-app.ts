import { type NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { type Logger as PinoLogger } from 'pino';
import { Config } from './config/config.js';
import { createOpenApiDocument } from './openapi.js';
import { logRequests, nameRequests } from './logging/request-log.js';
import { Arrivals } from './limits/arrivals.js';
import { refuseArrivals } from './limits/refuse-arrivals.js';
import { configureRoutes } from './routes.js';
import { allowOtherSites } from './web/cors.js';
import { HttpTraffic } from './web/http-traffic.js';
import { SocketTraffic } from './web/socket-traffic.js';
import { SocketAdapter } from './web/socket.adapter.js';
import { serveMediaPipe, serveWebApp } from './web/static-files.js';

/** The longest list of ids many times over. Read before it is known who sends it: nobody keeps the server busy with more. */
const BODY_LIMIT = '1mb';
/** Frames are much more, and are read when it is known whose they are. */
const FRAMES_PATH = /^\/api\/v1\/sessions\/[^/]+\/frames\/?$/i;

/** Everything between a module tree and a listening server. Production and tests both go through it. */
export function configureApp(app: NestExpressApplication, logger: PinoLogger): void {
  const config = app.get(Config);
  configureRoutes(app);
  if (config.trustProxy > 0) app.set('trust proxy', config.trustProxy);
  app.disable('x-powered-by');
  // A repeated name is a list, nested names are not parsed: what the schemas expect.
  app.set('query parser', 'simple');
  // A recording or an archive may take hours to arrive. Headers still have their minute, which holds off idle connections.
  app.getHttpServer().requestTimeout = 0;
  app.use(nameRequests(), logRequests(logger), securityHeaders(), app.get(HttpTraffic).middleware());
  allowOtherSites(app, config);
  app.useBodyParser('json', {
    limit: BODY_LIMIT,
    type: (message) => {
      const request = message as Request;
      return !FRAMES_PATH.test(request.path) && Boolean(request.is('application/json'));
    },
  });
  serveMediaPipe(app);
  serveWebApp(app, config.webDir);
  const sockets = app.get(SocketTraffic);
  app.useWebSocketAdapter(
    new SocketAdapter(app, config, () => sockets.isOpen, refuseArrivals(app.get(Arrivals))),
  );
  SwaggerModule.setup('api/docs', app, () => createOpenApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Reclimb API',
  });
}

/** Pages whose address is a shared link. */
const LINK_PAGE = /^\/(s|embed)\//i;
/** Of these, the one page that other sites may show within theirs: it changes nothing and asks for nothing. */
const EMBEDDED_PAGE = /^\/embed\/[\w-]+$/;

/** The page runs and loads what comes from this server, nothing else; no other site shows it within its own. */
function securityHeaders() {
  const usual = headersOf({ embeddable: false });
  const embeddable = headersOf({ embeddable: true });
  return (request: Request, response: Response, next: NextFunction) => {
    response.setHeader(
      'Permissions-Policy',
      'camera=(self), fullscreen=(self), microphone=(), geolocation=(), payment=(), usb=()',
    );
    (EMBEDDED_PAGE.test(request.path) ? embeddable : usual)(request, response, () => {
      if (LINK_PAGE.test(request.path)) {
        // Whoever has the address has the session: it is not passed on, and no search engine lists it.
        response.setHeader('Referrer-Policy', 'no-referrer');
        response.setHeader('X-Robots-Tag', 'noindex, nofollow');
      }
      next();
    });
  };
}

/** The addresses of our own sockets, as the page's browser names them; a host that is none has none. */
function ownSockets({ host }: Request): string {
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

function headersOf({ embeddable }: { embeddable: boolean }) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': [embeddable ? '*' : "'none'"],
        'object-src': ["'none'"],
        // TF.js and MediaPipe compile WebAssembly.
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'worker-src': ["'self'", 'blob:'],
        // Angular adds components' styles as elements, and sets style attributes.
        'style-src': ["'self'", "'unsafe-inline'"],
        'font-src': ["'self'"],
        'img-src': ["'self'", 'blob:', 'data:'],
        'media-src': ["'self'", 'blob:'],
        // Not every browser takes 'self' for sockets too.
        'connect-src': ["'self'", (request) => ownSockets(request as Request)],
      },
    },
    // Older browsers know no frame-ancestors. A page that asks for isolation shows frames that allow it.
    xFrameOptions: embeddable ? false : { action: 'deny' },
    crossOriginResourcePolicy: { policy: embeddable ? 'cross-origin' : 'same-origin' },
    // HTTPS is the proxy's matter, and localhost is served without.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
