import { bilingual, counted } from '../language/language.js';

/** Output of replay, closing and the books. Amounts come formatted. */
export const closingTexts = bilingual({
  en: {
    toldBy: (day: string) => `, reported by ${day}`,
    whatIf: ' (what if)',
    known: (position: number, toldBy: string, ruleSet: string) =>
      `known at position ${position}${toldBy}, rule set ${ruleSet}`,
    monthSealed: ', month sealed',
    digest: (digest: string) => `digest ${digest}`,
    rangeColumns: ['period', 'lines', 'billed', 'unresolved', 'position', 'rule set', 'digest'],
    sealedMark: ' sealed',
    monthsAndLines: (months: number, lines: number) =>
      `${counted(months, 'month', 'months')}, ${counted(lines, 'line', 'lines')}`,
    correction: (municipality: string | null, provider: string, product: string) =>
      `municipality ${municipality ?? 'undetermined'}  provider ${provider}  ${product}`,
    youth: (id: string) => `  youth ${id}`,
    change: (before: string, after: string) => `  was ${before}, is ${after}`,
    sides: ['from', 'to  '],
    side: (position: number, toldBy: string, ruleSet: string) => `position ${position}${toldBy}, rule set ${ruleSet}`,
    billed: (billed: string, unresolved: string) => `billed ${billed}, unresolved ${unresolved}`,
    differences: (count: number, amount: string) =>
      `${counted(count, 'difference', 'differences')}, together ${amount}`,
    isOpen: (period: string) => `${period} is open`,
    isSealed: (period: string, by: string, on: string) => `${period} is sealed by ${by} on ${on}`,
    seal: (position: number, ruleSet: string, digest: string) =>
      `position ${position}, rule set ${ruleSet}, digest ${digest}`,
    sealAmounts: (corrections: string, waived: number) =>
      `corrections of earlier months ${corrections}, waived ${waived}`,
    mark: (mark: string) => `mark, to keep outside the ledger: ${mark}`,
    proofColumns: ['period', 'position', 'rule set', 'holds', 'mark'],
    yes: 'yes',
    no: 'no',
    proven: (months: number, upTo: number, head: number) =>
      `${counted(months, 'sealed month holds', 'sealed months hold')}; nothing up to position ${upTo} of ${head} was changed, removed or reordered`,
    notSealed: (region: string, faults: number) =>
      `the log of ${region} differs from its seals: ${counted(faults, 'fault', 'faults')}`,
    balanceColumns: ['account', 'party', 'balance'],
    trialBalance: (amount: string, from: string | null, to: string | null, position: number) =>
      `trial balance ${amount}; ${from ?? 'nothing declared'}${to ? ` to ${to}` : ''}, known at position ${position}`,
    postingColumns: ['posting', 'account', 'party', 'amount'],
    postings: (count: number) => counted(count, 'posting', 'postings'),
    journalColumns: ['entry', 'account', 'name', 'party', 'amount'],
    needsAccounts: 'accounts of an organisation are needed, a YAML file (docs/accounts-file.md)',
    needsCompany:
      'an audit file names the organisation: add company with name and taxNumber to the accounts (docs/accounts-file.md)',
    invalidAccounts: 'the accounts are invalid:',
    wholeFile: 'file',
    otherAccounts: (path: string, found: string, region: string) =>
      `${path} is about region ${found}, not ${region}: name the accounts of that region`,
    recorded: (position: number, at: string | null) => `position ${position}, recorded ${at}`,
    needsWaivers: 'a JSON list of waivers is needed',
    notWaivers: (path: string) => `${path} is not a JSON list of { "item", "reason" }: see regieboek seal --help`,
    wrongWaivers: (place: string, faults: string) =>
      `${place}: waiver ${faults} must be <item>=<reason> with a reason of 3 to 200 characters, on one line and without a citizen service number`,
  },
  nl: {
    toldBy: (day) => `, gemeld tot en met ${day}`,
    whatIf: ' (wat-als)',
    known: (position, toldBy, ruleSet) => `bekend op plaats ${position}${toldBy}, regelset ${ruleSet}`,
    monthSealed: ', maand afgesloten',
    digest: (digest) => `controlegetal ${digest}`,
    rangeColumns: ['maand', 'regels', 'doorbelast', 'onbepaald', 'plaats', 'regelset', 'controlegetal'],
    sealedMark: ' afgesloten',
    monthsAndLines: (months, lines) => `${counted(months, 'maand', 'maanden')}, ${counted(lines, 'regel', 'regels')}`,
    correction: (municipality, provider, product) =>
      `gemeente ${municipality ?? 'niet te bepalen'}  aanbieder ${provider}  ${product}`,
    youth: (id) => `  jeugdige ${id}`,
    change: (before, after) => `  was ${before}, is ${after}`,
    sides: ['van ', 'naar'],
    side: (position, toldBy, ruleSet) => `plaats ${position}${toldBy}, regelset ${ruleSet}`,
    billed: (billed, unresolved) => `doorbelast ${billed}, onbepaald ${unresolved}`,
    differences: (count, amount) => `${counted(count, 'verschil', 'verschillen')}, samen ${amount}`,
    isOpen: (period) => `${period} is open`,
    isSealed: (period, by, on) => `${period} is afgesloten door ${by} op ${on}`,
    seal: (position, ruleSet, digest) => `plaats ${position}, regelset ${ruleSet}, controlegetal ${digest}`,
    sealAmounts: (corrections, waived) => `correcties van eerdere maanden ${corrections}, afwijkingen ${waived}`,
    mark: (mark) => `zegel, buiten het regieboek te bewaren: ${mark}`,
    proofColumns: ['maand', 'plaats', 'regelset', 'klopt', 'zegel'],
    yes: 'ja',
    no: 'nee',
    proven: (months, upTo, head) =>
      `${counted(months, 'afgesloten maand klopt', 'afgesloten maanden kloppen')}; tot en met plaats ${upTo} van ${head} is niets gewijzigd, verwijderd of verplaatst`,
    notSealed: (region, faults) =>
      `het logboek van ${region} wijkt af van zijn zegels: ${counted(faults, 'fout', 'fouten')}`,
    balanceColumns: ['rekening', 'partij', 'saldo'],
    trialBalance: (amount, from, to, position) =>
      `proefbalans ${amount}; ${from ?? 'niets gedeclareerd'}${to ? ` tot en met ${to}` : ''}, bekend op plaats ${position}`,
    postingColumns: ['journaalpost', 'rekening', 'partij', 'bedrag'],
    postings: (count) => counted(count, 'journaalpost', 'journaalposten'),
    journalColumns: ['boekstuk', 'rekening', 'naam', 'relatie', 'bedrag'],
    needsAccounts: 'zijn rekeningen van een organisatie nodig, een YAML-bestand (docs/accounts-file.md)',
    needsCompany:
      'een auditfile noemt de organisatie: voeg company met name en taxNumber toe aan de rekeningen (docs/accounts-file.md)',
    invalidAccounts: 'de rekeningen zijn ongeldig:',
    wholeFile: 'bestand',
    otherAccounts: (path, found, region) =>
      `${path} gaat over jeugdregio ${found}, niet ${region}: noem de rekeningen van die jeugdregio`,
    recorded: (position, at) => `plaats ${position}, vastgelegd ${at}`,
    needsWaivers: 'is een JSON-lijst van afwijkingen nodig',
    notWaivers: (path) => `${path} is geen JSON-lijst van { "item", "reason" }: zie regieboek seal --help`,
    wrongWaivers: (place, faults) =>
      `${place}: afwijking ${faults} moet <post>=<reden> zijn met een reden van 3 tot en met 200 tekens, op één regel en zonder burgerservicenummer`,
  },
});
