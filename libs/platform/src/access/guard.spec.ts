import { Controller, Get, Module, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { always, type Actor } from '@regieboek/access';
import { memoryAuditor } from '../../test/memory-auditor.js';
import { createApplication } from '../http/application.js';
import { AUTHENTICATOR } from '../tokens.js';
import { authorNow } from './actor-code.js';
import { actorNow, isAllowed, mustBeAllowed } from './allowed.js';
import { everybodyIsLocal, type Authenticator } from './authenticator.js';
import { inId, Permitted } from './permission.js';

const person = (grants: Actor['grants']): Actor => ({
  subject: 's',
  issuer: 'https://idp.example',
  kind: 'person',
  grants,
});
const actors: Readonly<Record<string, Actor>> = {
  finance: person([{ role: 'finance', region: 'zhz' }]),
  municipality: person([{ role: 'municipality', region: 'zhz', municipality: '0505' }]),
  nobody: person([]),
};
/** Takes the sender from a header, after a while, as a session in a table would come. */
const byHeader: Authenticator = {
  async authenticate({ headers }) {
    await new Promise((resolve) => setImmediate(resolve));
    return actors[String(headers['x-actor'])];
  },
};

@Controller('regions/:region')
class RegionController {
  @Get('books')
  @Permitted('see-books')
  books() {
    return { subject: actorNow().subject };
  }

  @Get('statements/:municipality')
  @Permitted('see-statements')
  statement() {
    return {};
  }

  @Get('lines')
  @Permitted({ action: 'see-statements', limits: true })
  lines(@Param('region') region: string) {
    const isSeen = (code: string) => isAllowed('see-statements', { region, municipalities: always(code) });
    return ['0505', '1978'].filter(isSeen);
  }

  @Get('lines/:municipality')
  @Permitted({ action: 'see-statements', limits: true })
  line(@Param() { region = '', municipality = '' }: Record<string, string>) {
    mustBeAllowed('see-statements', { region, municipalities: always(municipality) });
    return {};
  }
}

@Controller()
class OtherController {
  @Get('open')
  @Permitted('anyone')
  open() {
    return {};
  }

  @Post('upload')
  @Permitted('session')
  upload() {
    return { by: authorNow('from the body') };
  }

  @Get('runs/:run')
  @Permitted({ action: 'see-books', on: inId('run') })
  run() {
    return {};
  }
}

@Controller('bare')
class BareController {
  @Get('method')
  method() {
    return {};
  }
}

const moduleOf = (controllers: (new () => object)[], authenticator?: Authenticator) => {
  @Module({
    controllers,
    providers: [memoryAuditor, ...(authenticator ? [{ provide: AUTHENTICATOR, useValue: authenticator }] : [])],
  })
  class Root {}
  return Root;
};

let application: NestFastifyApplication | undefined;
afterEach(async () => application?.close());

async function serve(authenticator?: Authenticator) {
  application = await createApplication(moduleOf([RegionController, OtherController], authenticator));
  await application.init();
  const server = application.getHttpAdapter().getInstance();
  await server.ready();
  return async (url: string, actor?: string, method: 'GET' | 'POST' = 'GET') => {
    const { statusCode, body } = await server.inject({
      ...{ method, url: `/v1/${url}` },
      headers: actor === undefined ? {} : { 'x-actor': actor },
    });
    const answer: { type?: string } = JSON.parse(body);
    return [statusCode, answer.type?.replace('urn:regieboek:problem:', '') ?? answer];
  };
}

describe('the guard', () => {
  it('lets in everybody with the permission, refuses others with the reason, and asks strangers to log in', async () => {
    const get = await serve(byHeader);
    expect(await get('regions/zhz/books', 'finance')).toEqual([200, { subject: 's' }]);
    expect(await get('regions/wbw/books', 'finance')).toEqual([403, 'not-allowed-other-region']);
    expect(await get('regions/zhz/books', 'municipality')).toEqual([403, 'not-allowed-role']);
    expect(await get('regions/zhz/books', 'nobody')).toEqual([403, 'not-allowed-no-grant']);
    expect(await get('regions/zhz/books')).toEqual([401, 'not-logged-in']);
    expect(await get('open')).toEqual([200, {}]);
  });

  it('decides on the municipality in the address', async () => {
    const get = await serve(byHeader);
    expect(await get('regions/zhz/statements/0505', 'municipality')).toEqual([200, {}]);
    expect(await get('regions/zhz/statements/1978', 'municipality')).toEqual([403, 'not-allowed-not-involved']);
  });

  it('lets a handler limit its answer, and decide on what it finds', async () => {
    const get = await serve(byHeader);
    expect(await get('regions/zhz/lines', 'municipality')).toEqual([200, ['0505']]);
    expect(await get('regions/zhz/lines', 'finance')).toEqual([200, ['0505', '1978']]);
    expect(await get('regions/zhz/lines/1978', 'municipality')).toEqual([403, 'not-allowed-not-involved']);
    expect(await get('regions/wbw/lines', 'municipality')).toEqual([403, 'not-allowed-other-region']);
  });

  it('finds the region at the beginning of an id', async () => {
    const get = await serve(byHeader);
    expect(await get('runs/zhz~2026-02~1~2025.1', 'finance')).toEqual([200, {}]);
    expect(await get('runs/wbw~2026-02~1~2025.1', 'finance')).toEqual([403, 'not-allowed-other-region']);
  });

  it('names the sender as author of what is recorded, whatever the body says', async () => {
    const send = await serve(byHeader);
    const [, answer] = await send('upload', 'finance', 'POST');
    expect(answer).toEqual({ by: expect.stringMatching(/^u-[a-p]{24}$/) });
    const local = await serve(everybodyIsLocal);
    expect(await local('upload', undefined, 'POST')).toEqual([201, { by: 'from the body' }]);
  });

  it('keeps the senders of requests at the same time apart', async () => {
    const get = await serve(byHeader);
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const actor = n % 2 === 0 ? 'finance' : 'municipality';
        return [actor, await get('regions/zhz/lines', actor)];
      }),
    );
    for (const [actor, answer] of answers)
      expect(answer).toEqual([200, actor === 'finance' ? ['0505', '1978'] : ['0505']]);
  });

  it('knows nobody when nothing says how senders are known', async () => {
    const get = await serve();
    expect(await get('regions/zhz/books')).toEqual([401, 'not-logged-in']);
    expect(await get('open')).toEqual([200, {}]);
  });
});

describe('an endpoint without a permission', () => {
  it('stops the start, and is named', async () => {
    await expect(createApplication(moduleOf([RegionController, BareController]))).rejects.toMatchObject({
      code: 'no-permission-declared',
      faults: [{ place: 'BareController.method' }],
    });
  });
});
