/** The list of forms of help (vormen van jeugdhulp, Jeugdwet art. 2.2.3) of a region, and the forms that products name. */
import type { Contract, RegionDefinition } from '@regieboek/events';
import type { ContractFault } from './contract-fault.js';

type HelpForm = NonNullable<RegionDefinition['helpForms']>[number];

const formsOf = ({ helpForms = [] }: RegionDefinition): readonly HelpForm[] => helpForms;

/**
 * Name of a form of help on a day: its own while it is in the list, then its successors. Undefined when it is not in the list, or
 * has no successor.
 */
export function helpFormOn(definition: RegionDefinition, code: string, day: string): string | undefined {
  const forms = formsOf(definition);
  const seen = new Set<string>();
  let at = forms.find((one) => one.code === code);
  while (at && at.to !== null && at.to < day) {
    if (seen.has(at.code)) return undefined;
    seen.add(at.code);
    const { successor } = at;
    at = forms.find((one) => one.code === successor);
  }
  return at && at.from <= day ? at.code : undefined;
}

/** True when the successors of a form lead back to it. */
function isInCircle(forms: readonly HelpForm[], code: string): boolean {
  const successorOf = (of: string | null): string | null => forms.find((one) => one.code === of)?.successor ?? null;
  let at = successorOf(code);
  for (let steps = forms.length; at !== null && at !== code && steps > 0; steps -= 1) at = successorOf(at);
  return at === code;
}

function listFaults(definition: RegionDefinition): ContractFault[] {
  const forms = formsOf(definition);
  const codes = forms.map(({ code }) => code);
  return forms.flatMap(({ code, from, to, successor }, i) => {
    const at = (field: string, text: string): ContractFault => ({ path: ['helpForms', i, field], text });
    const next = forms.find((one) => one.code === successor);
    return [
      ...(codes.indexOf(code) < i ? [at('code', `form of help ${code} is a duplicate: keep one`)] : []),
      ...(to !== null && to < from ? [at('to', `ends on ${to}, before it begins on ${from}`)] : []),
      ...(successor !== null && !next
        ? [at('successor', `form of help ${successor} is not in the list: add it, or correct the code`)]
        : []),
      ...(successor !== null && to === null
        ? [at('successor', `form of help ${code} has no end day: add it, or remove its successor`)]
        : []),
      ...(isInCircle(forms, code)
        ? [at('successor', `the successors of form of help ${code} form a circle: correct them`)]
        : []),
    ];
  });
}

/** Faults of the list, and of products with a form of help that is not in the list on their first day. */
export function helpFormFaults(definition: RegionDefinition, contracts: readonly Contract[]): ContractFault[] {
  const named = contracts.flatMap(({ products, from }, i) =>
    products.flatMap(({ helpForm, code }, j) => {
      if (helpForm === undefined || helpFormOn(definition, helpForm, from) !== undefined) return [];
      const known = formsOf(definition).some((one) => one.code === helpForm);
      const text = known
        ? `form of help ${helpForm} of product ${code} is not in the list on ${from}, when the contract begins: use the code that is valid then`
        : `form of help ${helpForm} is not in the list helpForms: add it, or correct the code`;
      return [{ path: ['providers', i, 'products', j, 'helpForm'], text }];
    }),
  );
  return [...listFaults(definition), ...named];
}
