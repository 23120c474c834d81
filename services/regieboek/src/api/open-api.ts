import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeApi } from '@regieboek/platform';

/** OpenAPI description of the whole product. */
export const describeRegieboek = (application: NestFastifyApplication): OpenAPIObject =>
  describeApi(application, {
    title: 'Regieboek',
    description:
      'Ledger for regional youth care (jeugdhulp): who pays for which day, and why. Errors are RFC 9457 problem details.',
  });

/** Serves the description as `/openapi.json` and as a page on `/docs`. */
export function addOpenApi(application: NestFastifyApplication): void {
  SwaggerModule.setup('docs', application, () => describeRegieboek(application), { jsonDocumentUrl: 'openapi.json' });
}
