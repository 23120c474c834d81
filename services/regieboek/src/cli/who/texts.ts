import { bilingual, counted } from '../language/language.js';

/** Help of `who`, `identity` and `fact`. */
export const whoHelp = bilingual({
  en: {
    who: 'find a youth by BSN (typed or piped, never an option), assignment or reference: pseudonym and care',
    assignment: 'number of an assignment (ToewijzingNummer)',
    reference: 'reference of a declared line (ReferentieNummer)',
    youth: 'pseudonym of the youth',
    pseudonym: 'must be the pseudonym of a youth: a UUID',
    number: 'must be a whole number',
    identity: 'show BSN and name of a youth, from the vault; in the audit log',
    fact: 'record a residence fact of a youth, by assignment, reference or pseudonym',
    json: 'the fact as JSON: { "id", "kind", ... }, as in POST /v1/regions/{region}/youths/{youth}/facts',
    on: 'day on which it became known (default: today)',
    oneOf: 'error: name one of --assignment, --reference and --youth',
    notJson: 'must be JSON',
  },
  nl: {
    who: 'zoek een jeugdige op BSN (getypt of via een pijp, nooit een optie), toewijzing of referentie: pseudoniem en zorg',
    assignment: 'nummer van een toewijzing (ToewijzingNummer)',
    reference: 'referentie van een gedeclareerde regel (ReferentieNummer)',
    youth: 'pseudoniem van de jeugdige',
    pseudonym: 'moet het pseudoniem van een jeugdige zijn: een UUID',
    number: 'moet een geheel getal zijn',
    identity: 'toon BSN en naam van een jeugdige, uit de kluis; in het toegangslogboek',
    fact: 'leg een woonplaatsfeit van een jeugdige vast, op toewijzing, referentie of pseudoniem',
    json: 'het feit als JSON: { "id", "kind", ... }, zoals bij POST /v1/regions/{region}/youths/{youth}/facts',
    on: 'dag waarop het bekend werd (standaard: vandaag)',
    oneOf: 'fout: noem een van --assignment, --reference en --youth',
    notJson: 'moet JSON zijn',
  },
});

/** Output of `who`, `identity` and `fact`. */
export const whoTexts = bilingual({
  en: {
    ask: 'BSN: ',
    notBsn: 'the input is not a citizen service number: nine digits',
    nobody: 'the region knows no youth by this',
    secret: 'the address of this youth is secret: care is not shown',
    columns: ['from', 'to', 'provider', 'name', 'municipality', 'assignment', 'care'],
    assignmentColumns: ['assignment', 'municipality', 'provider', 'name', 'product', 'from', 'to'],
    care: 'care:',
    assignments: 'assignments:',
    identity: (bsn: string, name: string) => `BSN ${bsn}${name}`,
    unknownIdentity: (youth: string) => `the vault has no identity under ${youth}`,
    recorded: (fact: string, youth: string) => `fact ${fact} of youth ${youth} recorded`,
    wrongFact: (faults: string) => `--fact: ${faults}`,
    found: (count: number) => counted(count, 'youth', 'youths'),
  },
  nl: {
    ask: 'BSN: ',
    notBsn: 'de invoer is geen burgerservicenummer: negen cijfers',
    nobody: 'de regio kent hier geen jeugdige bij',
    secret: 'het adres van deze jeugdige is geheim: de zorg wordt niet getoond',
    columns: ['van', 'tot en met', 'aanbieder', 'naam', 'gemeente', 'toewijzing', 'zorg'],
    assignmentColumns: ['toewijzing', 'gemeente', 'aanbieder', 'naam', 'product', 'van', 'tot en met'],
    care: 'zorg:',
    assignments: 'toewijzingen:',
    identity: (bsn, name) => `BSN ${bsn}${name}`,
    unknownIdentity: (youth) => `de kluis heeft geen identiteit bij ${youth}`,
    recorded: (fact, youth) => `feit ${fact} van jeugdige ${youth} vastgelegd`,
    wrongFact: (faults) => `--fact: ${faults}`,
    found: (count) => counted(count, 'jeugdige', 'jeugdigen'),
  },
});
