/** An audit file against the schema and the rules of XAF 4.0, by pyxaf; `PYTHON` names an interpreter that has it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditFileXml } from '../src/documents/index.js';
import { auditFile } from './audit-file.js';

const script = join(import.meta.dirname, '..', '..', '..', 'tools', 'python', 'audit_file.py');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regieboek-xaf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function validated(xml: string): { readonly version: string; readonly findings: readonly string[] } {
  const path = join(folder, 'month.xaf');
  writeFileSync(path, xml);
  const run = spawnSync(process.env['PYTHON'] ?? 'python3', [script, path], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as ReturnType<typeof validated>;
}

describe('an audit file, by pyxaf', () => {
  it('is of version 4.0, and follows its schema and rules: a month has no opening balance', () => {
    const findings = ['XAF7006 WARNING: no opening balance found'];
    expect(validated(auditFileXml(auditFile))).toEqual({ version: '4.0', findings });
  });

  it('is found faulty when its totals are changed', () => {
    const changed = auditFileXml(auditFile).replace('<totalDebit>285.99', '<totalDebit>285.98');
    expect(validated(changed).findings.length).toBeGreaterThan(1);
  });
});
