import { Refusal } from '@regieboek/kernel';

/** Pseudonym of the only youth that was found. Throws a Refusal when there is none, or more than one. */
export function onlyYouth(found: readonly { readonly youth: string }[]): string {
  const [only, other] = found;
  if (only === undefined)
    throw new Refusal('unknown-youth', 'not-found', {
      en: 'the region knows no youth by this: check the number, or import the assignment first',
      nl: 'de regio kent hier geen jeugdige bij: controleer het nummer, of importeer eerst de toewijzing',
    });
  if (other !== undefined)
    throw new Refusal('several-youths', 'conflict', {
      en: `${found.length} youths have this: name the pseudonym of one of them (regieboek who)`,
      nl: `${found.length} jeugdigen hebben dit: noem het pseudoniem van een van hen (regieboek who)`,
    });
  return only.youth;
}
