import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** OpenAPI description of an application, from its controllers. */
export const describeApi = (application: NestFastifyApplication): OpenAPIObject =>
  SwaggerModule.createDocument(
    application,
    new DocumentBuilder()
      .setTitle('Regieboek')
      .setDescription(
        'Ledger for regional youth care: who pays for which day, and why. Errors are RFC 9457 problem details.',
      )
      .setVersion('1.0.0')
      .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
      .build(),
  );

/** Serves the description as `/openapi.json` and as a page on `/docs`. */
export function addOpenApi(application: NestFastifyApplication): void {
  SwaggerModule.setup('docs', application, () => describeApi(application), { jsonDocumentUrl: 'openapi.json' });
}
