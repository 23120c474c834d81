import { bilingual } from '../language/language.js';

/** Output of `bill`, `statement` and `explain`. Amounts come formatted. */
export const billingTexts = bilingual({
  en: {
    columns: ['code', 'municipality', 'youths', 'lines', 'care', 'lump sums', 'total'],
    youth: (id: string) => `youth ${id}`,
    totals: (billed: string, unresolved: string, approved: string, lumpSums: string) =>
      `billed ${billed} + unresolved ${unresolved} = approved ${approved} + lump sums ${lumpSums}`,
    claims: (count: number, amount: string, review: number) =>
      `claims between payer and responsible municipality: ${count}, ${amount}; lines for review: ${review}`,
    toDecide: (count: number) => `unresolved, for a person to decide (${count}):`,
    correctionsApart:
      'corrections of earlier sealed months are not in these amounts: see regieboek statement and regieboek settle',
    nothingBorne: (municipality: string, region: string, period: string) =>
      `municipality ${municipality} does not participate in region ${region} in ${period} and bears nothing: check its CBS code`,
    written: (count: number, folder: string) =>
      `${count} ${count === 1 ? 'statement' : 'statements'} written to ${folder}`,
    proven: (path: string) => `${path} is the statement that was sealed under this mark`,
    statementOf: (municipality: string, region: string, period: string, sealedOn: string) =>
      `municipality ${municipality}, region ${region}, month ${period}, sealed on ${sealedOn}`,
    statementSums: (lines: number, total: string, corrections: string) =>
      `lines ${lines}, total of the month ${total}, corrections of earlier months ${corrections}`,
    notProven: (path: string) => `${path} is not the statement that was sealed under this mark:`,
    known: (position: number, toldBy: string | null, ruleSet: string) =>
      `Known at position ${position} of the log${toldBy === null ? '' : `, reported by ${toldBy}`}, rule set ${ruleSet}`,
    whatIf: ' (what if)',
    sealed: '; the month is sealed',
    noLine: (id: string) => `no billed line has the id ${id}: see the first column of a statement`,
    isCorrection: (id: string, period: string) =>
      `${id} is a correction: regieboek diff --period ${period} shows the amounts before and after, and its causes`,
  },
  nl: {
    columns: ['code', 'gemeente', 'jeugdigen', 'regels', 'zorg', 'lumpsums', 'totaal'],
    youth: (id) => `jeugdige ${id}`,
    totals: (billed, unresolved, approved, lumpSums) =>
      `doorbelast ${billed} + onbepaald ${unresolved} = goedgekeurd ${approved} + lumpsums ${lumpSums}`,
    claims: (count, amount, review) =>
      `vorderingen tussen betalende en verantwoordelijke gemeente: ${count}, ${amount}; te beoordelen regels: ${review}`,
    toDecide: (count) => `onbepaald, vraagt een beslissing (${count}):`,
    correctionsApart:
      'correcties van eerder afgesloten maanden zitten niet in deze bedragen: zie regieboek statement en regieboek settle',
    nothingBorne: (municipality, region, period) =>
      `gemeente ${municipality} doet in ${period} niet mee in jeugdregio ${region} en draagt niets: controleer de CBS-code`,
    written: (count, folder) => `${count} ${count === 1 ? 'specificatie' : 'specificaties'} geschreven naar ${folder}`,
    proven: (path) => `${path} is de specificatie die onder dit zegel is afgesloten`,
    statementOf: (municipality, region, period, sealedOn) =>
      `gemeente ${municipality}, jeugdregio ${region}, maand ${period}, afgesloten op ${sealedOn}`,
    statementSums: (lines, total, corrections) =>
      `regels ${lines}, totaal van de maand ${total}, correcties van eerdere maanden ${corrections}`,
    notProven: (path) => `${path} is niet de specificatie die onder dit zegel is afgesloten:`,
    known: (position, toldBy, ruleSet) =>
      `Bekend op plaats ${position} van het logboek${toldBy === null ? '' : `, gemeld tot en met ${toldBy}`}, regelset ${ruleSet}`,
    whatIf: ' (wat-als)',
    sealed: '; de maand is afgesloten',
    noLine: (id) => `geen doorbelaste regel heeft het id ${id}: zie de eerste kolom van een specificatie`,
    isCorrection: (id, period) =>
      `${id} is een correctie: regieboek diff --period ${period} toont de bedragen ervoor en erna, en de oorzaken`,
  },
});
