import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { describe, expect, it } from '@jest/globals';
import { mustDeclarePermissions } from './declared.js';
import { Permitted } from './permission.js';

@Controller('declared')
class DeclaredController {
  @Get()
  @Permitted('see-regions')
  list() {
    return this.further();
  }

  /** Not an endpoint, so it needs no permission. */
  further() {
    return [];
  }
}

@Controller('bare')
class BareController {
  @Get('one')
  one() {
    return {};
  }

  @Post('two')
  two() {
    return {};
  }
}

@Controller('heir')
class HeirController extends BareController {
  @Get('three')
  @Permitted('see-regions')
  three() {
    return {};
  }

  @Get('one')
  @Permitted('see-regions')
  override one() {
    return {};
  }
}

async function faultsOf(...controllers: (new () => object)[]): Promise<unknown> {
  @Module({ controllers })
  class Inner {}
  @Module({ imports: [Inner] })
  class Root {}
  const application = await NestFactory.create(Root, new FastifyAdapter(), { logger: false, preview: true });
  try {
    mustDeclarePermissions(application);
    return [];
  } catch (error) {
    return error;
  } finally {
    await application.close();
  }
}

describe('the endpoints of an application', () => {
  it('may be served when all declare a permission', async () => {
    expect(await faultsOf(DeclaredController)).toEqual([]);
    expect(await faultsOf()).toEqual([]);
  });

  it('are not served when one declares none, and all of those are named at once', async () => {
    const refused = await faultsOf(DeclaredController, BareController);
    expect(refused).toMatchObject({
      ...{ code: 'no-permission-declared', kind: 'internal' },
      faults: [{ place: 'BareController.one' }, { place: 'BareController.two' }],
    });
    expect(String(refused)).toContain('BareController.two declares no permission: add one to its Endpoint');
  });

  it('count also when a controller inherits them; what it declares itself is its own', async () => {
    expect(await faultsOf(HeirController)).toMatchObject({ faults: [{ place: 'HeirController.two' }] });
  });
});
