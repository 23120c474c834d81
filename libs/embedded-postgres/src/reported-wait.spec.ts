import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { whileReported } from './reported-wait.js';

describe('a wait', () => {
  it('is reported once when it takes long, and gives the result', async () => {
    const said: string[] = [];
    const options = { afterMs: 5, say: (text: string) => void said.push(text) };
    expect(await whileReported('waiting for it', delay(50, 'done'), options)).toBe('done');
    expect(said).toEqual(['waiting for it']);
  });

  it('is not reported when it is short, or fails', async () => {
    const said: string[] = [];
    const options = { afterMs: 50, say: (text: string) => void said.push(text) };
    expect(await whileReported('waiting', Promise.resolve(1), options)).toBe(1);
    await expect(whileReported('waiting', Promise.reject(new Error('refused')), options)).rejects.toThrow('refused');
    await delay(80);
    expect(said).toEqual([]);
  });
});
