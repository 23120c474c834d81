import type { Command } from 'commander';
import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventTitles } from '@regieboek/events';
import { eventsInDutch } from '@regieboek/finance';
import { languageOf } from '@regieboek/kernel';
import { standardInput } from '../src/cli/input.js';
import { languageIn } from '../src/cli/language/language.js';
import { terminal } from '../src/cli/output.js';
import { regieboekProgram } from '../src/cli/program.js';
import { command } from './printed.js';

/** Paths of all commands, groups included. */
const pathsOf = ({ commands }: Command, path: readonly string[] = []): string[][] => [
  [...path],
  ...commands.flatMap((one) => pathsOf(one, [...path, one.name()])),
];
const paths = pathsOf(regieboekProgram(terminal, standardInput)).map((path) => [path.join(' '), path] as const);

/** Words of one language that do not exist in the other. */
const english =
  /\b(the|and|with|without|from|to|this|which|months?|days?|years?|files?|folders?|lines?|print|write|only|default|choices|options|usage|commands|error|municipality|youth|region|billed|unresolved|sealed|statements|ledger)\b/i;
const dutch =
  /\b(de|het|een|van|met|zonder|uit|naar|deze|welke|maand|maanden|dag|jaar|bestand|bestanden|map|regel|regels|toon|schrijf|alleen|standaard|keuze|opties|gebruik|opdrachten|fout|gemeente|jeugdige)\b/i;

/** Text without what is the same in both languages: options, commands, names of files and variables, codes. */
const prose = (text: string): string =>
  text
    .replace(/^ *duckdb -c .*$/gm, '')
    .replace(/regieboek(?: [a-z-]+)+/g, '')
    .replace(/--[a-z-]+/g, '')
    .replace(/\b[a-z]+(?:-[a-z]+)+\b/g, '')
    .replace(/\S*[./_{}"]\S*/g, '');

const root = mkdtempSync(join(tmpdir(), 'regieboek taal '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the language of the command line', () => {
  it('is that of REGIEBOEK_LANG, otherwise of the locale, and English unless that is Dutch', () => {
    expect(languageOf({})).toBe('en');
    expect(languageOf({ LANG: 'nl_NL.UTF-8' })).toBe('nl');
    expect(languageOf({ LANG: 'nl_NL.UTF-8', LC_ALL: 'en_GB.UTF-8' })).toBe('en');
    expect(languageOf({ LANG: 'C', LC_MESSAGES: 'nl' })).toBe('nl');
    expect(languageOf({ LANG: 'nl_NL.UTF-8', REGIEBOEK_LANG: 'en' })).toBe('en');
    expect(languageOf({ LANG: 'nld' })).toBe('en');
  });

  it('is that of --lang, wherever it is', () => {
    expect(languageIn(['bill', '--lang', 'nl'])).toBe('nl');
    expect(languageIn(['--lang=en', 'bill'])).toBe('en');
    expect(languageIn(['bill', '--lang', 'de'])).toBeUndefined();
    expect(languageIn(['bill'])).toBeUndefined();
  });

  it.each(paths)('has help without Dutch in English, and without English in Dutch: %s', async (_, path) => {
    const own = path.slice(-1);
    const [en, nl] = [
      (await command('--lang', 'en', ...path, '--help')).lines.join('\n'),
      (await command('--lang', 'nl', ...path, '--help')).lines.join('\n'),
    ];
    const names = (text: string): string => text.replace(/^ {2}npx .*$/gm, '').replace(/^ {2}[a-z-]+ /gm, '');
    expect([own, dutch.exec(prose(names(en)))?.[0]]).toEqual([own, undefined]);
    expect([own, english.exec(prose(names(nl)))?.[0]]).toEqual([own, undefined]);
    expect(nl).toMatch(/^Gebruik: /);
  });

  it('names wrong usage in Dutch', async () => {
    const errorsOf = async (...argv: readonly string[]) => (await command('--lang', 'nl', ...argv)).errors;
    expect(await errorsOf('fly')).toContain("fout: onbekende opdracht 'fly'");
    expect(await errorsOf('import')).toContain("fout: het argument 'paden' ontbreekt");
    expect(await errorsOf('bill', '--region', 'zhz')).toContain(
      "fout: de verplichte optie '--period <jjjj-mm>' ontbreekt",
    );
    expect(await errorsOf('bill', '--region', 'zhz', '--period', '2025-13')).toContain('verwacht een maand, jjjj-mm');
    expect(await errorsOf('bill', '--region', 'zhz', '--period', '2025-01', '--knownat', '1')).toContain(
      '(Bedoelde u --known-at?)',
    );
    expect(await errorsOf('ijw', 'check', join(root, 'weg.xml'))).toContain('bestaat niet: controleer het pad');
    const month = ['--region', 'zhz', '--period', '2025-01'];
    expect(await errorsOf('bill', ...month, '--data-dir', join(root, 'leeg'))).toContain('er is geen regieboek in map');
  });

  it('has a Dutch name for every event', () => {
    const names = Object.keys(eventTitles).map((type) => type.replace(/^[a-z]+\./, '').replace(/\.v\d+$/, ''));
    expect(names.filter((name) => eventsInDutch[name] === undefined)).toEqual([]);
  });

  it('is Dutch throughout the demo', async () => {
    const out = join(root, 'demo');
    const { code, lines } = await command('--lang', 'nl', 'demo', '--youths', '12', '--months', '2', '--out', out);
    expect(code).toBe(0);
    const text = lines.join('\n');
    for (const part of [
      'jeugdigen in vier jeugdregio’s',
      'doorbelast',
      'Afgesloten maanden',
      'Verblijf buiten het gezin',
    ])
      expect(text).toContain(part);
    expect(english.exec(prose(text.replaceAll(root, '')))?.[0]).toBeUndefined();
  }, 240_000);
});
