/** Declarations of consecutive months of the story's youth; the day of all of them is 2026-05-05. */
import { writeMessage } from '@regieboek/ijw';
import * as story from './story.js';

const lastDays = { '01': '31', '02': '28', '03': '31', '04': '30' } as const;

/** A declaration of a month in 2026, with one line in it that is approved. */
export function declarationOf(month: keyof typeof lastDays): string {
  const value = story.jw323Of(`M${month}`, [{ bsn: story.bsn, prestaties: [story.line(`M${month}`, 0)] }]);
  const { declaratie, header } = value;
  const dagtekening = story.day('2026-05-05');
  const einddatum = story.day(`2026-${month}-${lastDays[month]}`);
  // The assignment of the story begins on 12 January.
  const productPeriode = { begindatum: story.day(`2026-${month}-${month === '01' ? '12' : '01'}`), einddatum };
  return writeMessage('JW323', {
    header: { ...header, berichtIdentificatie: { ...header.berichtIdentificatie, dagtekening } },
    declaratie: {
      ...declaratie,
      declaratieDagtekening: dagtekening,
      declaratiePeriode: { begindatum: story.day(`2026-${month}-01`), einddatum },
      clienten: declaratie.clienten.map((client) => ({
        ...client,
        prestaties: client.prestaties.map((line) => ({ ...line, productPeriode })),
      })),
    },
  });
}
