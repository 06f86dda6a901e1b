import 'reflect-metadata';
import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { LOGIN_COOKIE } from './accounts/login-cookie.js';
import { AppModule } from './app.module.js';
import { Config } from './config/config.js';
import { describeFields } from './openapi/describe-fields.js';
import { describeProblems } from './openapi/describe-problems.js';
import { addExamples } from './openapi/examples.js';
import { configureRoutes } from './routes.js';

/** The REST API as an OpenAPI document, made from the controllers and their schemas. */
export function createOpenApiDocument(app: INestApplication): OpenAPIObject {
  return describeCompletely(app).document;
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
  const { document, undescribed, unsampled } = describeCompletely(app);
  if (undescribed.length > 0) {
    throw new Error(`Fields without a description (zod's .describe() gives one): ${undescribed.join(', ')}`);
  }
  if (unsampled.length > 0) {
    throw new Error(
      `Fields without an example (zod's .meta({ example }) gives one): ${unsampled.join(', ')}`,
    );
  }
  return document;
}

function describeCompletely(app: INestApplication) {
  const description = new DocumentBuilder()
    .setTitle('Reclimb')
    .setDescription(
      'Recorded climbs: pose and video on one clock. Times are ISO 8601 in UTC, durations seconds, sizes bytes, ids UUIDs, ' +
        'coordinates fractions of the picture. Refused requests are answered with application/problem+json; `code` says why. ' +
        'Unknown fields and parameters are refused.',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addCookieAuth(
      LOGIN_COOKIE,
      {
        ...{ type: 'apiKey', in: 'cookie', name: LOGIN_COOKIE },
        description: 'The login of a browser, from `POST /auth/login`.',
      },
      'cookie',
    )
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'An API token of the settings: `rclmb_…`.' },
      'bearer',
    )
    .build();
  const document = SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '').replace(/^./, (letter) => letter.toLowerCase())}_${method}`,
  });
  describeProblems(document);
  return { document, undescribed: describeFields(document), unsampled: addExamples(document) };
}
