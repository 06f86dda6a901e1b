import { RequestMethod, VersioningType } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';

/** `/api/v1/…` for the API, `/api/health/…` for probes, `/metrics` where Prometheus looks for it; the paths of the web app stay free. */
export function configureRoutes(app: NestExpressApplication): void {
  app.setGlobalPrefix('api', {
    exclude: [
      { path: 'models/:name/:file', method: RequestMethod.GET },
      { path: 'metrics', method: RequestMethod.GET },
    ],
  });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
}
