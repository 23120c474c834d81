import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { levelTwoBreaches } from '../../test/level-two-breaches.js';
import { levelTwoRules } from './level-two.js';
import { ruleCatalogue, uncheckedRules } from './catalogue.js';

const facts = join(resolve(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'ijw'), 'rules.json');

interface Published {
  readonly level: number | null;
  readonly retourcode: string | null;
  readonly bindings?: readonly { readonly message: string; readonly class?: string; readonly element?: string }[];
}

/** The rule list puts TR374 at the JW325 instead of the JW315, which OP350 contradicts: only requests can be pending. */
const corrected: Readonly<Record<string, readonly string[]>> = { TR374: ['JW315', 'JW317'] };

const retours = ['JW302', 'JW306', 'JW308', 'JW316', 'JW318', 'JW320'];

const boundBy = (rule: string, { bindings = [] }: Published): string[] => {
  const named = bindings.flatMap(({ message }) => (message.startsWith('retour') ? retours : [message]));
  return [...new Set(corrected[rule] ?? named)].sort();
};

/** Known data of every rule: level, code and the messages it applies to. */
function known(): Map<string, { level: number | null; code: string | null; messages: string[] }> {
  const found = new Map<string, { level: number | null; code: string | null; messages: string[] }>();
  const add = (rule: string, level: number | null, code: string | null, messages: readonly string[]): void => {
    const merged = [...new Set([...(found.get(rule)?.messages ?? []), ...messages])].sort();
    found.set(rule, { level, code, messages: merged });
  };
  for (const { rule, level, code, messages } of ruleCatalogue) add(rule, level, code, messages);
  for (const { rule, messages } of uncheckedRules) add(rule, /^CS/.test(rule) ? 1 : null, null, messages);
  return found;
}

describe('the catalogue of rules', () => {
  it('has one level and one code per rule, and one entry per place', () => {
    for (const { rule, level, code } of ruleCatalogue)
      expect(ruleCatalogue.filter((each) => each.rule === rule).map((each) => [each.level, each.code])).toEqual(
        ruleCatalogue.filter((each) => each.rule === rule).map(() => [level, code]),
      );
    const places = ruleCatalogue.flatMap(({ rule, messages, on }) => messages.map((each) => `${rule} ${each} ${on}`));
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  it('has no rule that is both checked and not checked', () => {
    const checked = new Set(ruleCatalogue.map(({ rule }) => rule));
    expect(uncheckedRules.filter(({ rule }) => checked.has(rule))).toEqual([]);
  });

  it('refers from a rule without check only to rules that are checked', () => {
    const checked = new Set(ruleCatalogue.map(({ rule }) => rule));
    const named = uncheckedRules.flatMap(({ reason }) => reason.match(/\b(TR|CD|CS)\d{3}\b/g) ?? []);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((rule) => !checked.has(rule))).toEqual([]);
  });

  it('has complete sentences, without values', () => {
    for (const { sentence } of [...ruleCatalogue, ...uncheckedRules]) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

/** Rules that cannot be broken alone: every breach of one of these also breaks another rule. */
const inseparable = new Set([
  ...['ToegewezenProduct', 'AangevraagdProduct', 'NieuwProduct', 'TeWijzigenProduct'].flatMap((on) => [
    `CD077 ${on}/Omvang`,
    `CD078 ${on}/Budget`,
  ]),
  // Both require a unique reference.
  'TR101 AangevraagdProduct/ReferentieAanbieder',
  'TR383 AangevraagdProduct/ReferentieAanbieder',
  // The same product from the same day overlaps (TR410).
  'TR101 NieuwProduct',
  // A total of zero marked C does not match the sum either (TR358).
  'CS325 Declaratie/TotaalIngediendBedrag/DebetCredit',
  // A period that starts too late ends too late, or before its start (TR137).
  'TR134 Declaratie/DeclaratiePeriode/Begindatum',
  'TR134 Prestatie/ProductPeriode/Begindatum',
]);

describe('breaches of level 2', () => {
  const placeOf = (finding: string, on: string): boolean => finding.replaceAll(/\[\d+\]/g, '').endsWith(`/${on}`);

  it.each(levelTwoRules.flatMap(({ rule, messages, on }) => messages.map((message) => ({ message, rule, on }))))(
    '$message: $rule on $on is broken alone',
    ({ message, rule, on }) => {
      const findings = levelTwoBreaches
        .filter((table) => table.message === message)
        .flatMap(({ breaches }) => breaches.map(([, , broken]) => broken))
        .filter((broken) => broken.some((each) => each.startsWith(`${rule} `) && placeOf(each, on)));
      const least = Math.min(...findings.map(({ length }) => length));
      expect(least).toBe(inseparable.has(`${rule} ${on}`) ? 2 : 1);
    },
  );
});

const againstTheList = () =>
  describe('the catalogue of rules, against the published list', () => {
    const published = JSON.parse(readFileSync(facts, 'utf8')) as Readonly<Record<string, Published>>;
    const binding = Object.entries(published).filter(
      ([name, rule]) => name !== '_meta' && boundBy(name, rule).length > 0,
    );

    it('knows every rule that binds a message, and no other', () => {
      expect([...known().keys()].sort()).toEqual(binding.map(([name]) => name).sort());
    });

    it.each(binding)('%s has the published level, code and messages', (name, rule) => {
      expect(known().get(name)).toEqual({ level: rule.level, code: rule.retourcode, messages: boundBy(name, rule) });
    });

    const places = binding
      .filter(([, { level }]) => (level ?? 0) > 1)
      .flatMap(([rule, { bindings = [] }]) => bindings.map((each) => ({ rule, element: '', class: '', ...each })))
      // A JW317 has one client, which cannot occur twice; the others are not attached to a class.
      .filter(
        (each) => each.class !== '' && !(each.rule === 'TR101' && each.message === 'JW317' && each.class === 'Client'),
      );

    it.each(places)('$rule is checked on $class/$element of $message', ({ rule, message, class: on, element }) => {
      const wanted = [on, element].filter((part) => part !== '').join('/');
      const entries = ruleCatalogue.filter(
        (each) => each.rule === rule && each.messages.some((own) => own === message),
      );
      // An entry may name part of the place, or (for a birth date or a name) omit the person.
      const covers = (place: string): boolean =>
        place === wanted ||
        place.startsWith(`${wanted}/`) ||
        wanted.endsWith(`/${place}`) ||
        place.endsWith(`/${wanted}`) ||
        place.startsWith(`${element}/`);
      expect(entries.map((each) => each.on).filter(covers).length).toBeGreaterThan(0);
    });
  });

if (existsSync(facts)) againstTheList();
