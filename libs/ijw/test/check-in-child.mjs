/** Checks the file named on the command line and prints the outcome and the most memory it took, in MB, as JSON. */
import { readFileSync } from 'node:fs';
import { checkFile } from '@regieboek/ijw';

const { message, findings } = checkFile(readFileSync(process.argv[2]), { today: '2026-03-31' });
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ message, count: findings.length, first: findings[0]?.text, megabytes: maxRSS / 1024 }));
