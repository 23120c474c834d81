import { bilingual, counted } from '../language/language.js';

/** Help of `audit`. */
export const auditHelp = bilingual({
  en: {
    audit: 'the audit log: who saw or changed what, and who was refused',
    show: 'entries of a region, oldest first',
    export: 'entries as JSON, one per line',
    form: 'entries, or lines of the Logboek Dataverwerkingen, which name no user',
    verify: 'check that no entry was changed, removed or moved',
    prune: 'remove the oldest entries of a region, once REGIEBOEK_AUDIT_YEARS (5 or more) are over',
    region: 'region, such as zhz; * for log-ins and requests of no region',
    youth: 'only entries about this youth',
    actor: 'only entries of this actor',
    from: 'first day, UTC',
    to: 'last day, UTC',
    onlyRegion: 'only this region',
    mark: 'an end of the chain that was kept elsewhere (repeatable)',
    day: 'expected a day yyyy-mm-dd',
    pseudonym: 'expected the pseudonym of a youth: a UUID, as in statements; never a BSN',
    markForm: 'expected position:hash, as verify printed it',
  },
  nl: {
    audit: 'het auditlogboek: wie wat zag of wijzigde, en wie is geweigerd',
    show: 'regels van een jeugdregio, oudste eerst',
    export: 'regels als JSON, één per regel',
    form: 'regels, of die van het Logboek Dataverwerkingen, die geen gebruiker noemen',
    verify: 'controleer dat geen regel is gewijzigd, verwijderd of verplaatst',
    prune: 'verwijder de oudste regels van een jeugdregio, na REGIEBOEK_AUDIT_YEARS (5 of meer) jaar',
    region: 'jeugdregio, zoals zhz; * voor inloggen en verzoeken zonder jeugdregio',
    youth: 'alleen regels over deze jeugdige',
    actor: 'alleen regels van deze gebruiker',
    from: 'eerste dag, UTC',
    to: 'laatste dag, UTC',
    onlyRegion: 'alleen deze jeugdregio',
    mark: 'een einde van de keten dat elders is bewaard (mag vaker)',
    day: 'verwacht: een dag jjjj-mm-dd',
    pseudonym: 'verwacht: het pseudoniem van een jeugdige, een UUID zoals in specificaties; nooit een BSN',
    markForm: 'verwacht: plaats:hash, zoals verify die toonde',
  },
});

/** Output of `audit show` and `audit verify`. */
export const auditTexts = bilingual({
  en: {
    header: ['', 'time (UTC)', 'actor', 'event', 'action', 'object and filters', 'youths', 'result'],
    last: (shown: number, all: number) => `the last ${shown} of ${all} entries: see --from, --to and --json`,
    installation: 'the installation (*)',
    region: (id: string) => `region ${id}`,
    broken: {
      missing: 'is missing',
      changed: 'was changed',
      'not-linked': 'does not follow the entry before it',
      'other-mark': 'differs from the mark',
    },
    fault: (place: string, position: number, fault: string) =>
      `${place}: entry ${position} ${fault}; ${counted(position - 1, 'entry', 'entries')} before it hold`,
    holds: (place: string, entries: number, mark: string) =>
      `${place}: ${counted(entries, 'entry', 'entries')} in order; keep this mark elsewhere: ${mark}`,
    pruned: (place: string, removed: number, years: number) =>
      `${place}: ${counted(removed, 'entry', 'entries')} removed that were older than ${years} years`,
    refused: (places: string) => `the audit log is broken in ${places}: restore the database, and report it`,
  },
  nl: {
    header: ['', 'tijd (UTC)', 'gebruiker', 'gebeurtenis', 'handeling', 'object en filters', 'jeugdigen', 'uitkomst'],
    last: (shown: number, all: number) => `de laatste ${shown} van ${all} regels: zie --from, --to en --json`,
    installation: 'de installatie (*)',
    region: (id: string) => `jeugdregio ${id}`,
    broken: {
      missing: 'ontbreekt',
      changed: 'is gewijzigd',
      'not-linked': 'sluit niet aan op de regel ervoor',
      'other-mark': 'verschilt van het merk',
    },
    fault: (place: string, position: number, fault: string) =>
      `${place}: regel ${position} ${fault}; ${counted(position - 1, 'regel', 'regels')} daarvoor kloppen`,
    holds: (place: string, entries: number, mark: string) =>
      `${place}: ${counted(entries, 'regel', 'regels')} op orde; bewaar dit merk elders: ${mark}`,
    pruned: (place: string, removed: number, years: number) =>
      `${place}: ${counted(removed, 'regel', 'regels')} verwijderd die ouder dan ${years} jaar waren`,
    refused: (places: string) => `het auditlogboek klopt niet in ${places}: zet de database terug, en meld het`,
  },
});
