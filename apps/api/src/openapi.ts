import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { LOGIN_COOKIE } from './accounts/login-cookie.js';

/** The REST API as an OpenAPI document, made from the controllers and their schemas. */
export function createOpenApiDocument(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Reclimb')
    .setDescription(
      'Recorded climbs: pose and video on one clock. Refused requests are answered with application/problem+json.',
    )
    .setVersion('1')
    .addCookieAuth(LOGIN_COOKIE)
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, description);
}
