import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { inTime } from './in-time.js';

describe('work that must end in time', () => {
  it('gives its result or its error', async () => {
    expect(await inTime(Promise.resolve('done'), 1_000)).toBe('done');
    await expect(inTime(Promise.reject(new RangeError('wrong')), 1_000)).rejects.toThrow(new RangeError('wrong'));
  });

  it('is given up when it takes longer, and its later error ends nothing', async () => {
    const failing = sleep(30).then(() => Promise.reject(new Error('too late to matter')));
    await expect(inTime(failing, 1)).rejects.toThrow('late');
    await expect(inTime(new Promise(() => undefined), 1)).rejects.toThrow('late');
    await expect(failing).rejects.toThrow('too late to matter');
  });
});
