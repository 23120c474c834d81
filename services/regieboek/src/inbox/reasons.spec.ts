import { describe, expect, it } from '@jest/globals';
import { regionFault } from '@regieboek/platform';
import { asActor } from '@regieboek/platform';
import type { FileResult } from '../import/import-one.js';
import { inboxActor } from './region-ledger.js';
import { refusalText, waitingText } from './reasons.js';

const refused = (faults: FileResult['faults'], more: Partial<FileResult> = {}): FileResult => ({
  ...{ file: 'a.xml', kind: 'care', status: 'refused', region: null, faults },
  ...more,
});
const dutch = { region: 'zhz', language: 'nl' } as const;

describe('the reasons beside a refused file', () => {
  it('name line, place and sentence, and what to do, in Dutch', () => {
    const text = refusalText([refused([{ place: 'line 3 /Bericht/Header', text: 'Afzender ontbreekt' }])], dutch);
    expect(text.split('\r\n')).toEqual([
      'Dit bestand is geweigerd, en er is niets van vastgelegd. Redenen:',
      '',
      '- regel 3 /Bericht/Header: Afzender ontbreekt',
      '',
      'Herstel het, en zet het terug in de inbox.',
      '',
    ]);
  });

  it('ask for another message when the message was answered', () => {
    const answer = { message: 'ab', type: 'JW306' };
    const text = refusalText([refused([{ place: 'file', text: 'x' }], { answer })], { ...dutch, language: 'en' });
    expect(text).toContain('The message was answered');
    expect(text).toContain('needs a new one, with a new Identificatie');
  });

  it('have the sentences of readers of files in the language of the reasons', () => {
    const faults = [{ place: 'line 2, column bsn', text: 'is missing: add it' }];
    expect(waitingText(faults, dutch)).toContain('- regel 2, kolom bsn: ontbreekt: vul het aan');
    expect(waitingText(faults, { ...dutch, language: 'en' })).toContain('- line 2, column bsn: is missing: add it');
  });

  it('never hold a citizen service number, nor a line break from a file', () => {
    const text = waitingText([{ place: 'file', text: 'of 999900006\nand 999900018' }], dutch);
    expect(text).not.toMatch(/9999000/);
    expect(text).toMatch(/^- bestand: of .* and .*$/m);
  });

  it('name the folder to use for a file of another region', () => {
    const fault = asActor(inboxActor('inbox', 'zhz'), () => regionFault('import-messages', 'wbw', '/Bericht/Header'));
    if (!fault) throw new Error('no fault');
    expect(refusalText([refused([fault])], dutch)).toContain(
      'het is van regio wbw, en deze map is van regio zhz: zet het in de map van die regio',
    );
    const own = asActor(inboxActor('inbox', 'zhz'), () => regionFault('import-messages', 'zhz', 'x'));
    const any = asActor(inboxActor('inbox', undefined), () => regionFault('import-contracts', 'wbw', 'x'));
    expect([own, any]).toEqual([undefined, undefined]);
  });
});
