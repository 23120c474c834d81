import type { Finding } from '../finding.js';
import { lineRules } from '../declaration/line-rules.js';
import { hasRightAmount } from '../declaration/tariff.js';
import type { DeclarationHead, DeclaredLine } from '../read/declaration-reader.js';
import { findingOf, type RuleDescription } from '../rules/rule.js';

function descriptionOf(name: string): RuleDescription {
  const found = lineRules.find(({ rule }) => rule === name);
  if (!found) throw new RangeError(`line rule ${name} does not exist`);
  return found;
}

interface OwnLineRule {
  readonly rule: RuleDescription;
  isBroken(line: DeclaredLine, head: DeclarationHead): boolean;
}

/** Line rules of levels 3 and 4 that only need the declaration itself, for one pass over its lines. */
export function ownLineRules(): readonly OwnLineRule[] {
  const references = new Set<string>();
  return [
    {
      rule: descriptionOf('TR319'),
      isBroken: ({ prestatie }, { declaratie }) =>
        prestatie.productPeriode.einddatum > declaratie.declaratiePeriode.einddatum,
    },
    {
      // Within one client this is TR101 of level 2; across clients it is found here (§9).
      rule: descriptionOf('TR314'),
      isBroken: ({ prestatie: { productReferentie } }) => {
        const isRepeated = references.has(productReferentie.referentieNummer);
        references.add(productReferentie.referentieNummer);
        return isRepeated;
      },
    },
    {
      // Not checked: lines in minutes, which may be priced by a tariff per hour that only the contract has; and credits, which
      // copy their debit.
      rule: descriptionOf('TR346'),
      isBroken: ({ prestatie }) =>
        prestatie.ingediendBedrag.debetCredit === 'D' &&
        prestatie.eenheid !== '01' &&
        !hasRightAmount(prestatie, undefined),
    },
  ];
}

/** Findings for the rules that a line breaks. */
export const brokenBy = (rules: readonly OwnLineRule[], line: DeclaredLine, head: DeclarationHead): Finding[] =>
  rules
    .filter(({ isBroken }) => isBroken(line, head))
    .map(({ rule }) => {
      const element = rule.on.replace(/^Prestatie/, `Prestatie[${line.number}]`);
      return findingOf(rule, `/Bericht/Declaratie/Clienten/Client[${line.client}]/Prestaties/${element}`, line.line);
    });
