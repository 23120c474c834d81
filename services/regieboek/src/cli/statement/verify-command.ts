import { readFile } from 'node:fs/promises';
import { verifyStatement, type VerifiedStatement } from '@regieboek/finance';
import { formatEuro, type Language } from '@regieboek/kernel';
import { CommandRefused, type Output } from '../output.js';
import { billingTexts } from '../billing/texts.js';

/** Options of `verify-statement`. */
export interface VerifyStatementOptions {
  /** Mark of the seal, kept apart from the file. */
  readonly mark: string;
  readonly json?: boolean;
}

function linesOf(path: string, result: VerifiedStatement, language: Language): string[] {
  const texts = billingTexts[language];
  const { municipality, region, period, sealedOn, lines, totalCents, correctionCents } = result;
  return [
    texts.proven(path),
    texts.statementOf(municipality, region, period, sealedOn),
    texts.statementSums(lines, formatEuro(totalCents), formatEuro(correctionCents)),
  ];
}

/** `regieboek verify-statement`: proves a sealed statement with its mark, from the file alone. */
export async function verifyStatementCommand(
  path: string,
  { mark, json }: VerifyStatementOptions,
  output: Output,
): Promise<void> {
  const { language } = output;
  const result = await verifyStatement(await readFile(path), mark, language);
  const { faults } = result;
  if (json) output.json(result);
  if (faults.length > 0) {
    const lines = faults.map(({ place, text }) => `  ${place}: ${text}`);
    throw new CommandRefused([billingTexts[language].notProven(path), ...lines].join('\n'));
  }
  if (!json) for (const line of linesOf(path, result, language)) output.line(line);
}
