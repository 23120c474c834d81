import {
  digestOfLine,
  listsOf,
  provenKinds,
  provenLine,
  type StatementContent,
} from '../../../statements/proof/proven-line.js';
import { jsonStatement, NotAStatement, proofIn, type ReadLine, type ReadStatement } from './statement.js';

/** Names of the lists in JSON, by kind of line. */
const pointerOf = { line: 'lines', 'lump-sum': 'lumpSums', correction: 'corrections', claim: 'claims' } as const;

/** Lines with the numbers that their digests have in the list of the file; null for a line that is not in it. */
function numbered(lines: readonly Omit<ReadLine, 'nr' | 'digest'>[], digests: readonly string[]): ReadLine[] {
  if (lines.length === digests.length)
    return lines.map((line, index) => ({ ...line, nr: index + 1, digest: digests[index] ?? null }));
  const places = new Map<string, number[]>();
  for (const [index, digest] of digests.entries()) places.set(digest, [...(places.get(digest) ?? []), index + 1]);
  return lines.map((line) => {
    const digest = digestOfLine(line).toString('hex');
    const nr = places.get(digest)?.shift() ?? null;
    return { ...line, nr, digest: nr === null ? null : digest };
  });
}

/** Reads a statement in JSON. Throws NotAStatement. */
export function readJson(text: string): ReadStatement {
  const parsed = jsonStatement.safeParse(parsedText(text));
  if (!parsed.success)
    throw new NotAStatement({
      nl: 'het bestand is geen specificatie in JSON: gebruik het bestand zoals het werd ontvangen',
      en: 'the file is not a statement in JSON: use the file as it was received',
    });
  const { proof, lineDigests, ...content } = parsed.data;
  const lists = listsOf(content as unknown as StatementContent);
  const lines = provenKinds.flatMap((kind) =>
    lists[kind].map((one, index) => ({ ...provenLine(kind, one), place: `/${pointerOf[kind]}/${index}` })),
  );
  const given = typeof proof === 'object' && proof !== null ? JSON.stringify(proof) : '';
  return { proof: proofIn(given), lines: numbered(lines, lineDigests), totals: [] };
}

function parsedText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
