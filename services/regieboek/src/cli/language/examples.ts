import type { Command } from 'commander';
import { bilingual } from './language.js';

const DEMO = '.regieboek/demo';
const LEDGER = `--data-dir ${DEMO}/data`;
const zhz = (rest = ''): string => `--region zhz ${rest}${rest === '' ? '' : ' '}${LEDGER}`;
const TERMS = `--terms ${DEMO}/terms/zhz/payments.yaml`;
const DECLARATIONS = `${DEMO}/files/zhz/declarations/2025-12`;

const titles = bilingual({
  en: { example: 'Example, on the ledger of regieboek demo:' },
  nl: { example: 'Voorbeeld, op het regieboek van regieboek demo:' },
});

/**
 * An example of every command, by its name, that works in the folder in which `regieboek demo` was run; in an order in which all of them
 * do. What is in angle brackets comes from the output of another command.
 */
export const examples: Readonly<Record<string, string>> = {
  demo: 'regieboek demo',
  status: `regieboek status ${LEDGER}`,
  import: `regieboek import ${DEMO}/files/zhz/contracts.yaml ${DEMO}/files/zhz/starts ${LEDGER}`,
  bill: `regieboek bill ${zhz('--period 2025-12')}`,
  statement: `regieboek statement ${zhz('--period 2025-12 --out statements')}`,
  'verify-statement': 'regieboek verify-statement <file> --mark <mark>',
  refusals: `regieboek refusals ${zhz('--period 2025-q4')}`,
  explain: `regieboek explain '99994001.R400000028.1' ${LEDGER}`,
  replay: `regieboek replay ${zhz('--period 2025-12 --known-at told:2026-01-31')}`,
  diff: `regieboek diff ${zhz('--period 2025-07')}`,
  verify: `regieboek verify ${zhz()}`,
  'open-items': `regieboek open-items ${zhz('--period 2025-q4')}`,
  'standing list': `regieboek standing list ${zhz()}`,
  'standing take': `regieboek standing take ${zhz("--youth <youth> --waives start-unknown --period 2025-q4 --reason 'start message follows' --by controller-3")}`,
  'standing withdraw': `regieboek standing withdraw ${zhz("--decision <id> --reason 'start message came' --by controller-3")}`,
  seal: `regieboek seal ${zhz(`--period 2025-10 --by controller-3 --waivers ${DEMO}/terms/zhz/waivers-2025-10.json`)}`,
  reopen: `regieboek reopen ${zhz("--period 2025-10 --by controller-3 --reason 'a declaration was forgotten'")}`,
  balances: `regieboek balances ${zhz()}`,
  postings: `regieboek postings ${zhz('--period 2025-12')}`,
  'journal-entries': `regieboek journal-entries ${zhz('--period 2025-12 --accounts <file> --out entries.csv')}`,
  'bank-statement': `regieboek bank-statement <file> ${zhz(TERMS)}`,
  corrections: `regieboek corrections ${zhz('--period 2025-10')}`,
  reconcile: `regieboek reconcile ${zhz('--period 2025-12 --out work.xlsx')}`,
  remarks: `regieboek remarks <file> ${zhz('--by controller-3')}`,
  settle: `regieboek settle ${zhz(`--period 2025-q4 ${TERMS}`)}`,
  'issue-settlement': `regieboek issue-settlement ${zhz(`--period 2025-q3 ${TERMS} --by controller-3`)}`,
  settlements: `regieboek settlements ${zhz()}`,
  pay: `regieboek pay ${zhz(`${TERMS} --out bank`)}`,
  'withdraw-payment': `regieboek withdraw-payment ${zhz('--batch <batch> --reason AC04 --by controller-3')}`,
  receive: `regieboek receive ${zhz('--reference 2026-0031-0002 --municipality 0505 --kind advance --for 2026-q1 --cents 30000000 --on 2026-01-05')}`,
  receipts: `regieboek receipts ${zhz()}`,
  figures: `regieboek figures ${zhz('--period 2025 --by municipality --name stays-started-by-chain')}`,
  forecast: `regieboek forecast ${zhz('--from 2026-01-01 --horizon 182')}`,
  'late-billing': `regieboek late-billing ${zhz()}`,
  stays: `regieboek stays ${zhz('--year 2025')}`,
  occupancy: `regieboek occupancy ${zhz('--period 2025-q4')}`,
  signals: `regieboek signals ${zhz()}`,
  who: `regieboek who ${zhz('--assignment 40000961')}`,
  identity: `regieboek identity ${zhz('--youth <youth>')}`,
  fact: `regieboek fact ${zhz("--assignment <number> --fact '<json>'")}`,
  'export bi': `regieboek export bi ${zhz('--out bi --purpose monitor-2026')}`,
  retention: `regieboek retention ${zhz()}`,
  erase: `regieboek erase ${zhz('--youth <youth> --ground term-ended')}`,
  'approvals list': `regieboek approvals list ${zhz()}`,
  'approvals confirm': `regieboek approvals confirm <id> ${zhz()}`,
  'approvals decline': `regieboek approvals decline <id> ${zhz()}`,
  'access review': `regieboek access review ${zhz()}`,
  'access emergency': `regieboek access emergency ${zhz()}`,
  'access review-emergency': `regieboek access review-emergency <id> ${zhz('--outcome justified')}`,
  'audit show': `regieboek audit show ${zhz()}`,
  'audit verify': `regieboek audit verify ${zhz()}`,
  'audit export': `regieboek audit export ${zhz()}`,
  'audit prune': `regieboek audit prune ${zhz()}`,
  'parked list': `regieboek parked list ${LEDGER}`,
  'parked retry': `regieboek parked retry <name> ${LEDGER}`,
  'parked skip': `regieboek parked skip <name> --reason 'sent by mistake' ${LEDGER}`,
  'read-models list': `regieboek read-models list ${LEDGER}`,
  'read-models rebuild': `regieboek read-models rebuild finance.contracts.v1 ${LEDGER}`,
  'keys check': `regieboek keys check ${LEDGER}`,
  check: `regieboek check --deep ${LEDGER}`,
  'backup create': `regieboek backup create .regieboek/backup ${LEDGER}`,
  'backup verify': 'regieboek backup verify .regieboek/backup',
  'backup exercise': `regieboek backup exercise .regieboek/backup ${LEDGER}`,
  restore: `regieboek restore .regieboek/backup --data-dir .regieboek/restored --key ${DEMO}/data/vault.key`,
  upgrade: `regieboek upgrade --backup .regieboek/backup ${LEDGER}`,
  remove: 'regieboek remove --data-dir .regieboek/restored --yes',
  'keys rotate': `regieboek keys rotate ${LEDGER}`,
  'ijw check': `regieboek ijw check ${DECLARATIONS}`,
  'ijw show': `regieboek ijw show ${DECLARATIONS}/99994001-0505-1.xml`,
  'ijw csv': `regieboek ijw csv ${DECLARATIONS} --out lines.xlsx`,
  'ijw answer': `regieboek ijw answer ${DEMO}/files/zhz/assignments --out answers`,
  'residence resolve': `regieboek residence resolve --cases ${DEMO}/cases.json`,
  rules: 'regieboek rules',
  serve: `regieboek serve ${LEDGER}`,
};

const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

/** Ends the help of every command with its example. */
export function addExamples(program: Command, language: keyof typeof titles): void {
  for (const command of program.commands) {
    addExamples(command, language);
    const example = examples[nameOf(command)];
    if (example !== undefined) command.addHelpText('after', `\n${titles[language].example}\n  npx ${example}`);
  }
}
