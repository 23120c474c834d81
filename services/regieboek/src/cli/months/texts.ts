import type { MonthState } from '@regieboek/finance';
import { bilingual } from '../language/language.js';

/** States of months in words, after the months that they are about; and what `diff` compares with. */
export const monthTexts = bilingual({
  en: {
    states: {
      sealed: 'sealed',
      open: 'open, amounts can still change',
      'not-over': 'not over, declarations can still arrive',
      future: 'in the future',
      'no-data': 'no declarations received',
    } satisfies Record<MonthState, string>,
    comparedWith: {
      seal: 'compared with its seal',
      'last-seal': 'reopened; compared with its last seal',
      named: 'compared with the time that was named',
      now: 'never sealed; compared with what is known now, by other rules',
    },
  },
  nl: {
    states: {
      sealed: 'afgesloten',
      open: 'open, bedragen kunnen nog wijzigen',
      'not-over': 'nog niet voorbij, er kunnen declaraties bij komen',
      future: 'in de toekomst',
      'no-data': 'geen declaraties ontvangen',
    },
    comparedWith: {
      seal: 'vergeleken met de afsluiting',
      'last-seal': 'heropend; vergeleken met de laatste afsluiting',
      named: 'vergeleken met het genoemde moment',
      now: 'nooit afgesloten; vergeleken met wat nu bekend is, volgens andere regels',
    },
  },
});
