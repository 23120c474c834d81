/**
 * `npm run updates`: libraries with known vulnerabilities, and those with newer versions (docs/updates.md). Exits with 1 for a
 * vulnerability that is high or critical. It reports a registry that does not answer, without a failure.
 */
import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const SEVERITIES = ['critical', 'high', 'moderate', 'low'];
const ANSWER_WITHIN_MS = 120_000;

/** Standard output of npm as JSON, whatever its exit code; undefined when it is not JSON. */
function npmJson(...argv) {
  return new Promise((done) => {
    execFile('npm', [...argv, '--json'], { timeout: ANSWER_WITHIN_MS, maxBuffer: 64 * 2 ** 20 }, (_, output) => {
      try {
        done(JSON.parse(output === '' ? '{}' : output));
      } catch {
        done(undefined);
      }
    });
  });
}

/** Lines about an answer of `npm audit --json`, and whether it has a vulnerability that is high or critical. */
export function auditLines(answer) {
  const counts = answer?.metadata?.vulnerabilities;
  if (counts === undefined)
    return { lines: ['vulnerabilities: not known, the registry does not answer npm audit'], isUrgent: false };
  const named = Object.values(answer.vulnerabilities ?? {})
    .filter(({ severity }) => SEVERITIES.includes(severity))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
    .map(({ name, severity, range }) => `  ${severity.padEnd(8)}  ${name} ${range}`);
  const total = SEVERITIES.map((severity) => `${counts[severity] ?? 0} ${severity}`).join(', ');
  return { lines: [`vulnerabilities: ${total}`, ...named], isUrgent: (counts.critical ?? 0) + (counts.high ?? 0) > 0 };
}

/** Lines about an answer of `npm outdated --json`. */
export function outdatedLines(answer) {
  if (answer === undefined || 'error' in answer) return ['newer versions: not known, the registry does not answer'];
  const rows = Object.entries(answer).map(([name, found]) => [name, [found].flat()[0]]);
  const lines = rows.map(([name, { current, wanted, latest }]) => `  ${name} ${current}: ${wanted}, newest ${latest}`);
  return [`newer versions: ${rows.length}`, ...lines];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [audit, outdated] = await Promise.all([npmJson('audit'), npmJson('outdated')]);
  const { lines, isUrgent } = auditLines(audit);
  for (const line of [...lines, ...outdatedLines(outdated)]) console.log(line);
  if (isUrgent) process.exitCode = 1;
}
