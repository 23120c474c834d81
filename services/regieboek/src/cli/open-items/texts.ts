import { bilingual, counted } from '../language/language.js';

/** Help of `open-items` and `standing`. */
export const openItemsHelp = bilingual({
  en: {
    openItems: 'show everything that wants a decision before months are sealed, with the reasons and the ways out',
    period: 'months of declaration: 2025-12, 2025-q4 or 2025',
    municipality: 'only items that this municipality (CBS code) pays, or for which it is billed',
    kind: 'only declarations that are not decided, or only lines to review',
    youth: 'only items of this youth (pseudonym)',
    reason: 'only items with this code of a reason, such as start-unknown',
    out: 'write them to this file: .xlsx or .csv, with Dutch headings unless --lang en is given',
    pseudonym: 'must be the pseudonym of a youth: a UUID',
    standing: 'standing decisions: waive a reason of a youth once for a range of months',
    list: 'show standing decisions, withdrawn ones included',
    take: 'waive a reason of a youth for at most twelve months; every seal of these months applies it',
    takenFor: 'pseudonym of the youth',
    waives: 'code of the reason, as regieboek open-items shows it',
    why: 'reason, without personal data',
    withdraw: 'withdraw a standing decision; sealed months stay as they are',
    decision: 'id of the decision',
  },
  nl: {
    openItems: 'toon alles wat een beslissing vraagt voordat maanden worden afgesloten, met de redenen en uitwegen',
    period: 'declaratiemaanden: 2025-12, 2025-q4 of 2025',
    municipality: 'alleen posten die deze gemeente (CBS-code) betaalt, of die aan haar worden doorbelast',
    kind: 'alleen declaraties die niet beoordeeld zijn, of alleen regels om te beoordelen',
    youth: 'alleen posten van deze jeugdige (pseudoniem)',
    reason: 'alleen posten met deze code van een reden, zoals start-unknown',
    out: 'schrijf ze naar dit bestand: .xlsx of .csv, met Nederlandse koppen tenzij --lang en gegeven is',
    pseudonym: 'moet het pseudoniem van een jeugdige zijn: een UUID',
    standing: 'doorlopende afwijkingen: keur een reden van een jeugdige één keer goed voor een aantal maanden',
    list: 'toon doorlopende afwijkingen, ook ingetrokken',
    take: 'keur een reden van een jeugdige goed voor ten hoogste twaalf maanden; elke afsluiting daarvan past het toe',
    takenFor: 'pseudoniem van de jeugdige',
    waives: 'code van de reden, zoals regieboek open-items die toont',
    why: 'reden, zonder persoonsgegevens',
    withdraw: 'trek een doorlopende afwijking in; afgesloten maanden blijven zoals ze zijn',
    decision: 'id van de afwijking',
  },
});

/** Output of `open-items` and `standing`, and of a seal that open items refuse. Amounts come formatted. */
export const openItemsTexts = bilingual({
  en: {
    columns: ['item', 'youth', 'amount', 'code', 'reason'],
    sealed: (months: string) => `sealed, so nothing is open: ${months}`,
    count: (open: number, waived: number, amount: string) =>
      `${counted(open, 'item', 'items')} to decide, together ${amount}; ${waived} waived by standing decisions`,
    wayTitle: (reason: string) => `${reason} - ways out:`,
    way: (does: string, command: string | null) => (command === null ? `  - ${does}` : `  - ${does}: ${command}`),
    more: (count: number) => `... and ${count} more: --out open-items.xlsx or --json gives all`,
    reviews: (count: number) =>
      `${counted(count, 'emergency access waits', 'emergency accesses wait')} for a review: regieboek access emergency`,
    written: (count: number, file: string) => `${counted(count, 'item', 'items')} written to ${file}`,
    noDecisions: 'no standing decisions',
    decisionColumns: ['id', 'youth', 'waives', 'from', 'to', 'by', 'on', 'reason', 'withdrawn'],
    refused: (count: number, period: string, region: string) =>
      `${counted(count, 'open item', 'open items')} in ${period}: settle or waive each; ways out: regieboek open-items --region ${region} --period ${period}`,
  },
  nl: {
    columns: ['post', 'jeugdige', 'bedrag', 'code', 'reden'],
    sealed: (months) => `afgesloten, dus niets staat open: ${months}`,
    count: (open, waived, amount) =>
      `${counted(open, 'post', 'posten')} om over te beslissen, samen ${amount}; ${waived} goedgekeurd door doorlopende afwijkingen`,
    wayTitle: (reason) => `${reason} - uitwegen:`,
    way: (does, command) => (command === null ? `  - ${does}` : `  - ${does}: ${command}`),
    more: (count) => `... en nog ${count}: --out open-posten.xlsx of --json geeft alle`,
    reviews: (count) =>
      `${counted(count, 'noodtoegang wacht', 'noodtoegangen wachten')} op een beoordeling: regieboek access emergency`,
    written: (count, file) => `${counted(count, 'post', 'posten')} geschreven naar ${file}`,
    noDecisions: 'geen doorlopende afwijkingen',
    decisionColumns: ['id', 'jeugdige', 'reden', 'van', 'tot en met', 'door', 'op', 'toelichting', 'ingetrokken'],
    refused: (count, period, region) =>
      `${counted(count, 'open post', 'open posten')} in ${period}: los elke op of keur haar goed; uitwegen: regieboek open-items --region ${region} --period ${period}`,
  },
});
