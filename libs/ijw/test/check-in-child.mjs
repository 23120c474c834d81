/** Checks the file named on the command line and prints the outcome and the peak memory in MB, as JSON. */
import { existsSync, readFileSync } from 'node:fs';
import { checkFile } from '@regieboek/ijw';

const { message, findings } = checkFile(readFileSync(process.argv[2]), { today: '2026-03-31' });

/** The peak of this program; the system's other counter continues from that of the parent process. */
const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
console.log(
  JSON.stringify({ message, count: findings.length, first: findings[0]?.text, megabytes: Number(kilobytes) / 1024 }),
);
