import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { REQUEST_KEYS } from '../../tokens.js';
import { checkAddress } from '../address.js';
import { createApplication, listen } from '../application.js';
import { Endpoint } from '../endpoint.js';
import { RequestSignal } from '../requests/request-signal.js';
import { httpLimits } from './http-limits.js';

const answer = { 200: { description: 'Said.' } };

/** The long work of a request: whether it began, and how it ended. */
let begun = Promise.withResolvers<void>();
let ended = Promise.withResolvers<'stopped' | 'done'>();

@Controller()
class SlowController {
  @Get('slow')
  @Endpoint({ permission: 'anyone', summary: 'Take long, unless stopped', answers: answer })
  async slow(@RequestSignal() signal: AbortSignal) {
    ended = Promise.withResolvers();
    begun.resolve();
    await delay(20_000, undefined, { signal }).catch(() => undefined);
    ended.resolve(signal.aborted ? 'stopped' : 'done');
    return {};
  }

  @Get('quick')
  @Endpoint({ permission: 'anyone', summary: 'Answer', answers: answer })
  quick() {
    return {};
  }

  @Post('taken')
  @Endpoint({
    permission: 'anyone',
    summary: 'Take',
    body: { content: 'json', description: 'It.', schema: z.object({}) },
    answers: answer,
  })
  taken() {
    return {};
  }
}

const keys = { provide: REQUEST_KEYS, useValue: { isForOther: () => Promise.resolve(false) } };

@Module({ controllers: [SlowController], providers: [keys] })
class SlowModule {}

let application: NestFastifyApplication;
let port = 0;

beforeAll(async () => {
  const short = { headersMs: 200, requestMs: 300, answerMs: 600, idleMs: 5_000, keepAliveMs: 300, checkEveryMs: 50 };
  application = await createApplication(SlowModule, { limits: { ...httpLimits, ...short, connectionsMax: 5 } });
  port = Number(new URL(await listen(application, 0)).port);
});
afterAll(() => application.close());

/** Sends text to the server in parts; returns the response once the server closes the connection. */
function sending(first: string, more?: { readonly text: string; readonly everyMs: number }): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const timer = setInterval(() => more && socket.write(more.text), more?.everyMs ?? 1_000_000);
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(received);
    });
    socket.write(first);
  });
}

const statusOf = (received: string): string => received.split(' ')[1] ?? '';
const host = 'Host: localhost\r\n';

describe('a server', () => {
  it('closes a connection whose headers or body never end', async () => {
    const slowly = { text: 'x', everyMs: 40 };
    expect(statusOf(await sending(`GET /v1/quick HTTP/1.1\r\n${host}X-Slow: `, slowly))).toBe('408');
    const body = `POST /v1/taken HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n`;
    expect(statusOf(await sending(body, slowly))).toBe('408');
  });

  it('closes a connection that sends nothing, and one that sends nothing more', async () => {
    expect(statusOf(await sending(''))).toMatch(/^(408)?$/);
    expect(statusOf(await sending(`GET /v1/quick HTTP/1.1\r\n${host}\r\n`))).toBe('200');
  });

  it('refuses a request with two Host headers, and one with none, with 400', async () => {
    expect(statusOf(await sending(`GET /v1/quick HTTP/1.1\r\n${host}Host: evil.example\r\n\r\n`))).toBe('400');
    expect(statusOf(await sending('GET /v1/quick HTTP/1.1\r\n\r\n'))).toBe('400');
  });

  it('answers 503 with Retry-After to a request that takes too long, and stops its work (R21)', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/slow`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.json()).toMatchObject({ type: 'urn:regieboek:problem:too-slow' });
    expect(await ended.promise).toBe('stopped');
  });

  it('stops the work of a client that leaves', async () => {
    begun = Promise.withResolvers();
    const leaving = new AbortController();
    const left = fetch(`http://127.0.0.1:${port}/v1/slow`, { signal: leaving.signal }).catch(() => undefined);
    await begun.promise;
    leaving.abort();
    await left;
    expect(await ended.promise).toBe('stopped');
  });

  it('accepts no connections above its limit, and serves again when some are closed', async () => {
    const sockets = Array.from({ length: 8 }, () =>
      connect(port, '127.0.0.1')
        .on('error', () => undefined)
        .resume(),
    );
    const closed = sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve)));
    await Promise.race(closed);
    await Promise.all(closed);
    expect((await fetch(`http://127.0.0.1:${port}/v1/quick`)).status).toBe(200);
  });
});

describe('an address to listen on', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('of this machine alone is %s', (own) => {
    expect(() => checkAddress({ host: own, behindGateway: undefined })).not.toThrow();
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'ledger.example', '', '127.0.0.1.example'])(
    '%s is refused when no authentication is configured',
    (others) => {
      expect(() => checkAddress({ host: others, behindGateway: undefined })).toThrow('--behind-gateway');
      expect(() => checkAddress({ host: others, behindGateway: ' ' })).toThrow('--behind-gateway');
      expect(() => checkAddress({ host: others, behindGateway: 'gateway of the region' })).not.toThrow();
    },
  );
});
