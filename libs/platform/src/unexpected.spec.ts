import { describe, expect, it } from '@jest/globals';
import { describeUnexpected } from './unexpected.js';

const secret = 'Jan Jansen 999900006';
const thrown = (make: () => unknown): string => {
  try {
    throw make();
  } catch (error) {
    return describeUnexpected(error);
  }
};

describe('an unexpected error', () => {
  it('is reported by its kind and origin', () => {
    const [first, second] = thrown(() => new TypeError(secret)).split('\n');
    expect(first).toBe('unexpected TypeError');
    expect(second).toMatch(/^ {4}at .*unexpected\.spec/);
  });

  it.each([
    ['one line', secret],
    ['several lines', `first\n${secret}\nlast`],
    ['lines that look like a place', `duplicate key\n    at ${secret}`],
  ])('never shows its message of %s', (_, message) => {
    expect(thrown(() => new Error(message))).not.toContain('Jansen');
  });

  it('never shows its fields, nor an assigned name', () => {
    const carrying = () =>
      Object.assign(new Error('x', { cause: new Error(secret) }), { detail: secret, name: secret });
    expect(thrown(carrying)).not.toContain('Jansen');
    expect(thrown(() => secret)).toBe('unexpected string');
    expect(thrown(() => ({ secret }))).toBe('unexpected object');
  });

  it('shows six places at most', () => {
    const deep = (depth: number): unknown => (depth === 0 ? new RangeError('deep') : deep(depth - 1));
    expect(thrown(() => deep(20)).split('\n').length).toBe(7);
  });
});
