import { describe, expect, it } from '@jest/globals';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import fc from 'fast-check';
import { Acceptable, preferred } from './accepted.js';

const offered = ['application/json', 'text/csv', 'application/pdf'] as const;
type Offered = (typeof offered)[number];

const asks = (accept?: string) => new ExecutionContextHost([{ headers: accept === undefined ? {} : { accept } }]);

describe('the form that a client prefers', () => {
  it.each<[string | undefined, Offered | undefined]>([
    [undefined, 'application/json'],
    ['', undefined],
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV', 'text/csv'],
    ['text/*', 'text/csv'],
    ['text/csv; charset=utf-8', 'text/csv'],
    ['application/pdf, text/csv;q=0.9', 'application/pdf'],
    ['application/json;q=0.1, text/csv;q=0.2', 'text/csv'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
    ['application/json;q=0, */*', 'text/csv'],
    ['application/*;q=0, */*;q=0.1', 'text/csv'],
    ['text/html', undefined],
    ['application/json;q=0', undefined],
    ['*/*;q=0', undefined],
    ['nonsense', undefined],
    ['application/json/x', undefined],
  ])('by Accept %j is %s', (accept, form) => {
    expect(preferred(accept, offered)).toBe(form);
  });

  it('is one with the highest weight of those that are offered, whatever their order', () => {
    const weights = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(weights, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (given, order) => {
        const accept = order.map((one) => `${offered[one]};q=0.${String(given[one]).padStart(3, '0')}`).join(', ');
        const best = given.indexOf(Math.max(...given));
        expect(preferred(accept, offered)).toBe(offered[best]);
        expect(preferred(`${accept}, text/html`, offered.toReversed())).toBe(offered[best]);
      }),
      { seed: 41, numRuns: 100 },
    );
  });

  it('is one of those that are offered or none, whatever a client sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'*/;,=q01. atx'), maxLength: 40 }), (accept) => {
        expect([...offered, undefined]).toContain(preferred(accept, offered));
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});

describe('a request for an answer', () => {
  it('in a form that is given is let through, and so is one that gets no content', () => {
    expect(new Acceptable(offered).canActivate(asks('text/csv'))).toBe(true);
    expect(new Acceptable([]).canActivate(asks('text/html'))).toBe(true);
    expect(new Acceptable([]).canActivate(asks('*/*;q=0'))).toBe(true);
  });

  it('in another form is refused with 406, which names those that are given', () => {
    const refused = () => new Acceptable(offered).canActivate(asks('text/html'));
    expect(refused).toThrow(
      'the available media types are application/json and text/csv and application/pdf: name one in Accept',
    );
    expect(refused).toThrow(expect.objectContaining({ status: 406, code: 'not-acceptable' }));
  });
});
