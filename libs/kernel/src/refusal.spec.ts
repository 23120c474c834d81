import { describe, expect, it } from '@jest/globals';
import { isRefusal, Refusal } from './refusal.js';

class NoSuchBatch extends Refusal {
  override readonly name = 'NoSuchBatch';
  constructor() {
    super('not-found', 'not-found', 'there is no batch B1: copy its id from the list', {
      faults: [{ place: '/batch', text: 'is unknown' }],
    });
  }
}

describe('a refusal', () => {
  it('carries a code, a kind, a message and the faults', () => {
    const { code, kind, message, name, faults } = new NoSuchBatch();
    expect({ code, kind, message, name, faults }).toEqual({
      code: 'not-found',
      kind: 'not-found',
      message: 'there is no batch B1: copy its id from the list',
      name: 'NoSuchBatch',
      faults: [{ place: '/batch', text: 'is unknown' }],
    });
  });

  it('is an error, and keeps its cause', () => {
    const cause = new Error('connection refused');
    const refusal = new Refusal('identities-away', 'unavailable', 'the vault does not answer', { cause });
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal.cause).toBe(cause);
    expect(new NoSuchBatch().faults).toHaveLength(1);
    expect(refusal.faults).toEqual([]);
  });

  it('has a message in Dutch where one is given', () => {
    const refusal = new Refusal('lock', 'internal', { en: 'the folder is in use', nl: 'de map is in gebruik' });
    expect([refusal.message, refusal.inDutch]).toEqual(['the folder is in use', 'de map is in gebruik']);
    expect(new NoSuchBatch().inDutch).toBeUndefined();
  });

  it('is recognised by its brand, so that a second copy of the class is a refusal too', () => {
    const ofAnotherCopy = Object.assign(new Error('told elsewhere'), { [Symbol.for('regieboek.refusal')]: true });
    expect([new NoSuchBatch(), ofAnotherCopy].map(isRefusal)).toEqual([true, true]);
  });

  it.each([new Error('plain'), { code: 'not-found', kind: 'not-found' }, 'text', null, undefined])(
    'is nothing else: %p',
    (other) => {
      expect(isRefusal(other)).toBe(false);
    },
  );
});
