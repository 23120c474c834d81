import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOnNewDatabase, type Running } from './running.js';

let running: Running;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase());
});
afterAll(() => stop());

describe('the page of documentation', () => {
  it('works within its own policy: it loads only local files, and none of its scripts is inline', async () => {
    const page = await running.server.inject({ url: '/docs' });
    expect(page.statusCode).toBe(200);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|upgrade-insecure-requests/);
    const scripts = [...page.body.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThanOrEqual(2);
    for (const [, attributes = '', inline = ''] of scripts) {
      expect(inline.trim()).toBe('');
      expect(attributes).toContain('src=');
    }
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(sources.length).toBeGreaterThanOrEqual(3);
    for (const source of sources) {
      const { origin, pathname } = new URL(source, 'http://localhost/docs');
      expect([source, origin]).toEqual([source, 'http://localhost']);
      expect([source, (await running.server.inject({ url: pathname })).statusCode]).toEqual([source, 200]);
    }
  });
});
