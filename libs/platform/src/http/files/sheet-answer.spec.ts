import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Headers, Module, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Sheet } from '@regieboek/sheets';
import { sheetNames, sheetOf } from '@regieboek/sheets/testing';
import { addHeaders } from '../edge/headers.js';
import { fileAnswer, sheetAnswer } from './sheet-answer.js';

const lines: Sheet = {
  name: 'Regels',
  columns: [
    { key: 'code', heading: 'Code', kind: 'text' },
    { key: 'cents', heading: 'Bedrag', kind: 'money' },
  ],
  rows: [['0505', 123_456]],
};

@Controller('v1/tables')
class TablesController {
  @Get()
  show(@Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const sheets = () => [lines, { ...lines, name: 'Ook' }] as const;
    return sheetAnswer(reply, accept, { json: [{ code: '0505' }], name: 'zhz-2025-12', sheets });
  }
}

@Module({ controllers: [TablesController] })
class TablesModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(TablesModule, new FastifyAdapter(), { logger: false });
  await addHeaders(app.getHttpAdapter().getInstance());
  await app.init();
});
afterAll(() => app.close());

const get = (accept?: string) =>
  app.inject({ method: 'GET', url: '/v1/tables', headers: accept === undefined ? {} : { accept } });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('an answer that is a table', () => {
  it('is JSON for programs, also without a preference', async () => {
    for (const accept of [undefined, '*/*', 'application/json'])
      expect((await get(accept)).json()).toEqual([{ code: '0505' }]);
  });

  it('is the first sheet as CSV, under a name of its own', async () => {
    const { body, headers } = await get('text/csv');
    expect(body).toBe('\uFEFFCode;Bedrag\r\n0505;1234,56\r\n');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="zhz-2025-12.csv"',
      vary: 'Accept',
    });
  });

  it('is a workbook of all sheets', async () => {
    const { rawPayload, headers } = await get(XLSX);
    expect(sheetNames(rawPayload)).toEqual(['Regels', 'Ook']);
    expect(sheetOf(rawPayload)[1]).toEqual(['0505', { number: 1234.56, format: '#,##0.00' }]);
    expect(headers['content-disposition']).toBe('attachment; filename="zhz-2025-12.xlsx"');
  });
});

describe('a file as an answer', () => {
  it.each(['a"b.csv', '../a.csv', '', 'é.csv'])('is never called %j', (name) => {
    expect(() => fileAnswer({ name, type: 'text/csv' }, lines.rows as unknown as AsyncIterable<string>)).toThrow(
      RangeError,
    );
  });
});
