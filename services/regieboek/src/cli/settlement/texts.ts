import { bilingual, counted, words } from '../language/language.js';

/** Output of `reconcile` and `settle`. Amounts come formatted. */
export const settlementTexts = bilingual({
  en: {
    declared: 'declared',
    expected: 'expected',
    classes: words({}),
    assignment: (number: number | null) => `assignment ${number}`,
    moreItems: '  ... write all of it with --out FILE.xlsx or --json',
    sideColumns: ['side', 'class', 'lines', 'amount'],
    basis: 'expected amounts: the counted days of stays; other care as it is assigned to the month',
    knownAt: (position: number, providers: number, undecided: number) =>
      `known at position ${position}; ${counted(providers, 'provider', 'providers')}; undecided declarations: ${undecided}`,
    toReview: (count: number) => `lines for review: ${count}`,
    wrongOrder: (to: string, period: string) => `--to ${to} precedes --period ${period}: name a later month`,
    linesWritten: (count: number, path: string) => `${counted(count, 'line', 'lines')} written to ${path}`,
    columns: [
      'code',
      'municipality',
      'own use',
      'lump sums',
      'solidarity',
      'corrections',
      'borne',
      'paid',
      'advances',
      'received',
      'balance',
    ],
    of: (period: string) => `of ${period}`,
    borne: (borne: string, unresolved: string, position: number) =>
      `borne ${borne}, unresolved ${unresolved}; known at position ${position}`,
    advances: (counted: string) => `advances count as ${counted}`,
    countedAs: words({}),
    corrections: 'corrections of earlier months:',
    claims: 'claims, set off against each other:',
    claim: (debtor: string, creditor: string) => `${debtor} to ${creditor}`,
    notFinal: (months: string) => `not sealed yet, so not final: ${months}`,
    needsTerms: 'terms of payment are needed, a YAML file (docs/payments-file.md)',
    invalidTerms: 'the terms of payment are invalid:',
    otherRegion: (path: string, found: string, region: string) =>
      `${path} is about region ${found}, not ${region}: name the terms of that region`,
    wholeFile: 'file',
  },
  nl: {
    declared: 'gedeclareerd',
    expected: 'verwacht',
    classes: { matched: 'sluit aan' },
    assignment: (number) => `toewijzing ${number}`,
    moreItems: '  ... schrijf de hele lijst met --out BESTAND.xlsx of --json',
    sideColumns: ['kant', 'klasse', 'regels', 'bedrag'],
    basis: 'verwachte bedragen: bij verblijf de getelde dagen, bij andere zorg wat voor de maand is toegewezen',
    knownAt: (position, providers, undecided) =>
      `bekend op plaats ${position}; ${counted(providers, 'aanbieder', 'aanbieders')}; nog niet beoordeelde declaraties: ${undecided}`,
    toReview: (count) => `te beoordelen regels: ${count}`,
    wrongOrder: (to, period) => `--to ${to} ligt voor --period ${period}: noem een latere maand`,
    linesWritten: (count, path) => `${counted(count, 'regel', 'regels')} geschreven naar ${path}`,
    columns: [
      'code',
      'gemeente',
      'eigen gebruik',
      'lumpsums',
      'solidariteit',
      'correcties',
      'gedragen',
      'betaald',
      'voorschotten',
      'ontvangen',
      'saldo',
    ],
    of: (period) => `van ${period}`,
    borne: (borne, unresolved, position) => `gedragen ${borne}, onbepaald ${unresolved}; bekend op plaats ${position}`,
    advances: (counted) => `voorschotten tellen ${counted}`,
    countedAs: { agreed: 'zoals afgesproken', received: 'zoals ontvangen' },
    corrections: 'correcties van eerdere maanden:',
    claims: 'vorderingen, onderling verrekend:',
    claim: (debtor, creditor) => `${debtor} aan ${creditor}`,
    notFinal: (months) => `nog niet afgesloten, dus niet definitief: ${months}`,
    needsTerms: 'zijn betaalafspraken nodig, een YAML-bestand (docs/payments-file.md)',
    invalidTerms: 'de betaalafspraken zijn ongeldig:',
    otherRegion: (path, found, region) =>
      `${path} gaat over jeugdregio ${found}, niet ${region}: noem de afspraken van die jeugdregio`,
    wholeFile: 'bestand',
  },
});

/** Output of `pay`, `withdraw-payment`, `receive` and `receipts`. Amounts come formatted. */
export const paymentTexts = bilingual({
  en: {
    isNew: 'new',
    orderedBefore: 'ordered before',
    allPayers: 'all payers',
    columns: ['batch', 'AGB', 'provider', 'transfers', 'amount', 'state'],
    heldBecause: {
      'credit-outstanding': 'nothing to pay: credits are at least as large, and are set off against later approvals',
      'payer-without-account': 'the terms have no account of this municipality: add it, and run the command again',
      'provider-without-account': 'the terms have no account of this provider: add it, and run the command again',
      'above-bank-limit': 'above the maximum of one transfer: ask the bank how to pay it',
    },
    nothingNew: 'nothing new to pay; --on with an earlier day writes the files of that day again',
    heldBack: 'held back:',
    notWritten: (problem: string) =>
      `${problem}; the payments are ordered, but not all files are written: run the same command again, with another --out if necessary; nothing is ordered twice`,
    withdrawn: (batch: string, path: string) =>
      `batch ${batch} was withdrawn: remove ${path} if it exists, and do not send it to the bank`,
    filesWritten: (count: number, folder: string) => `${counted(count, 'file', 'files')} written to ${folder}`,
    reasonFault: (fault: string) => `--reason must be ${fault}`,
    aCode: 'a code',
    noBatch: (region: string, batch: string) =>
      `region ${region} has no batch ${batch}: copy the id from the output of pay`,
    isWithdrawn: (batch: string, amount: string, name: string, reason: string) =>
      `batch ${batch} of ${amount} to ${name} is withdrawn (${reason}); regieboek pay orders its payments again`,
    noReceipts: 'no receipts',
    receiptColumns: ['received', 'reference', 'code', 'kind', 'months', 'amount'],
    kinds: words({}),
    span: (from: string, to: string) => `${from} to ${to}`,
  },
  nl: {
    isNew: 'nieuw',
    orderedBefore: 'eerder opgedragen',
    allPayers: 'alle betalers',
    columns: ['batch', 'AGB', 'aanbieder', 'betalingen', 'bedrag', 'stand'],
    heldBecause: {
      'credit-outstanding':
        'niets te betalen: er is minstens zoveel gecrediteerd, en dat wordt verrekend met latere goedkeuringen',
      'payer-without-account':
        'de afspraken noemen geen rekening van deze gemeente: voeg die toe en geef de opdracht opnieuw',
      'provider-without-account':
        'de afspraken noemen geen rekening van deze aanbieder: voeg die toe en geef de opdracht opnieuw',
      'above-bank-limit': 'meer dan het maximum van één overboeking: vraag de bank hoe het betaald kan worden',
    },
    nothingNew: 'niets nieuws te betalen; --on met een eerdere dag schrijft de bestanden van die dag opnieuw',
    heldBack: 'aangehouden:',
    notWritten: (problem) =>
      `${problem}; de betalingen zijn opgedragen, maar niet alle bestanden zijn geschreven: geef dezelfde opdracht opnieuw, zo nodig met een andere --out; niets wordt twee keer opgedragen`,
    withdrawn: (batch, path) =>
      `batch ${batch} is ingetrokken: verwijder ${path} als dat bestaat, en stuur het niet naar de bank`,
    filesWritten: (count, folder) => `${counted(count, 'bestand', 'bestanden')} geschreven naar ${folder}`,
    reasonFault: (fault) => `--reason is ongeldig: ${fault}`,
    aCode: 'geef een code',
    noBatch: (region, batch) => `jeugdregio ${region} heeft geen batch ${batch}: kopieer het id uit de uitvoer van pay`,
    isWithdrawn: (batch, amount, name, reason) =>
      `batch ${batch} van ${amount} aan ${name} is ingetrokken (${reason}); regieboek pay draagt haar betalingen opnieuw op`,
    noReceipts: 'geen ontvangsten',
    receiptColumns: ['ontvangen', 'kenmerk', 'code', 'soort', 'maanden', 'bedrag'],
    kinds: { advance: 'voorschot', settlement: 'afrekening' },
    span: (from, to) => `${from} tot en met ${to}`,
  },
});
