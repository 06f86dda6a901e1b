import 'reflect-metadata';
import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { LOGIN_COOKIE } from './accounts/login-cookie.js';
import { AppModule } from './app.module.js';
import { Config } from './config/config.js';
import { configureRoutes } from './routes.js';

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

/** The document without a database or a server: Nest only reads what the classes declare. */
export async function describeApi(): Promise<OpenAPIObject> {
  const config = Config.fromEnvironment({ DATABASE_URL: 'postgres://nowhere' });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), {
    preview: true,
    logger: ['error'],
    abortOnError: false,
  });
  configureRoutes(app);
  return createOpenApiDocument(app);
}
