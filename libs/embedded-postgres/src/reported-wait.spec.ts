import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Sentence } from '@regieboek/kernel';
import { whileReported } from './reported-wait.js';

describe('a wait', () => {
  it('is reported once when it takes long, and gives the result', async () => {
    const said: string[] = [];
    const options = { afterMs: 5, say: ({ nl }: Sentence) => void said.push(nl) };
    expect(await whileReported({ en: 'waiting for it', nl: 'wacht erop' }, delay(50, 'done'), options)).toBe('done');
    expect(said).toEqual(['wacht erop']);
  });

  it('is not reported when it is short, or fails', async () => {
    const said: string[] = [];
    const options = { afterMs: 50, say: ({ nl }: Sentence) => void said.push(nl) };
    expect(await whileReported({ en: 'waiting', nl: 'wacht' }, Promise.resolve(1), options)).toBe(1);
    await expect(
      whileReported({ en: 'waiting', nl: 'wacht' }, Promise.reject(new Error('refused')), options),
    ).rejects.toThrow('refused');
    await delay(80);
    expect(said).toEqual([]);
  });
});
