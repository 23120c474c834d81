import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventId } from './event-id.js';

describe('the id of an event', () => {
  it('never changes: another id would record old commands again', () => {
    const command = '3c1d0a52-90a7-4b5e-8e0e-5a4f5f6f0c11';
    expect([eventId(command, 0), eventId(command, 1)]).toEqual([
      '58b60ef6-776f-5f17-a2ca-fcfa26361361',
      '5703099d-aa46-56b5-9450-72e7c137f225',
    ]);
  });

  it('differs between commands and between events of a command', () => {
    const pair = fc.tuple(fc.uuid(), fc.nat(10_000));
    fc.assert(
      fc.property(pair, pair, ([one, n], [other, m]) => {
        const isSame = one === other && n === m;
        return (eventId(one, n) === eventId(other, m)) === isSame;
      }),
      { seed: 7 },
    );
  });
});
