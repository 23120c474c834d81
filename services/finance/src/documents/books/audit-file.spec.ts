import { describe, expect, it } from '@jest/globals';
import { auditFile } from '../../../test/audit-file.js';
import { auditFileXml } from './audit-file.js';

describe('an audit file of a month', () => {
  const xml = auditFileXml(auditFile);

  it('names the organisation, the month and the product', () => {
    expect(xml).toContain('<companyName>Serviceorganisatie &amp; Jeugd</companyName>');
    expect(xml).toContain('<taxRegIdent>123456782</taxRegIdent>');
    expect(xml).toMatch(/<startDate>2025-02-01<\/startDate>\s+<endDate>2025-02-28<\/endDate>/);
    expect(xml).toContain('<softwareVersion>0.2.0</softwareVersion>');
  });

  it('has every line once, with debit equal to credit', () => {
    expect(xml).toContain(`<linesCount>${auditFile.lines.length}</linesCount>`);
    expect([...xml.matchAll(/<trLine>/g)]).toHaveLength(auditFile.lines.length);
    expect(xml).toContain('<totalDebit>285.99</totalDebit>');
    expect(xml).toContain('<totalCredit>285.99</totalCredit>');
  });

  it('lists every account and party that its lines name', () => {
    for (const { account, party } of auditFile.lines) {
      expect(xml).toContain(`<accID>${account.code}</accID>\n        <accDesc>`);
      expect(xml).toContain(`<custSupID>${party}</custSupID>\n        <custSupTp>B</custSupTp>`);
    }
  });

  it('has the code of the reference chart only where the accounts give it', () => {
    expect([...xml.matchAll(/<RGScode>/g)]).toHaveLength(1);
  });
});
