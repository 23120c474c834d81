import { levelOne, type Finding } from '../finding.js';

/** Thrown inside the reader when going on makes no sense; never leaves it. */
export class Stop {
  readonly finding: Finding;

  constructor(rule: string, path: string, line: number, text: string) {
    this.finding = levelOne(rule, path, line, text);
  }
}
