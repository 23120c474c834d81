import { describe, expect, it } from '@jest/globals';
import { classify } from './classify.js';

const xml = (type: string, date: string, receiver = '0505') =>
  `<?xml version="1.0"?><m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/${type}/schema"><m:Header>` +
  `<m:Ontvanger>${receiver}</m:Ontvanger><ijw:Dagtekening>${date}</ijw:Dagtekening></m:Header></m:Bericht>`;
const classified = (path: string, content: string | Buffer) => {
  const bytes = Buffer.from(content);
  return classify({ path, read: () => Promise.resolve(bytes) }, bytes);
};

describe('the kind of a file', () => {
  it.each([
    ['contracts.yaml', '', 'contracts'],
    ['contracts.YML', '', 'contracts'],
    ['facts.csv', '', 'residence-facts'],
    ['a.xml', xml('jw301', '2025-01-01'), 'JW301'],
    ['a.xml', xml('jw305', '2025-01-01'), 'care'],
    ['a.xml', xml('jw307', '2025-01-01'), 'care'],
    ['a.xml', xml('jw323', '2025-01-01'), 'JW323'],
    ['message.txt', xml('jw323', '2025-01-01'), 'JW323'],
    ['other.xml', '<a/>', 'other-xml'],
    ['notes.txt', 'hello', 'unknown'],
    ['answer.txt', xml('jw325', '2025-01-01'), 'unknown'],
  ])('%s is recognised by its name and content', (path, content, kind) => {
    expect(classified(path, content)).toMatchObject({ path, kind });
  });

  it.each([
    ['a byte order mark', '\uFEFF'],
    ['a long comment', `<!-- ${'made by other software '.repeat(1_000)} -->`],
    [
      'a comment that looks like another message',
      '<!-- <m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/jw301/schema"> -->',
    ],
    ['a style sheet and blank lines', '<?xml-stylesheet href="a.xsl"?>\n\n\n'],
  ])('is found after %s', (_, before) => {
    const message = xml('jw323', '2025-03-01').replace('<?xml version="1.0"?>', '');
    expect(classified('a.txt', before + message)).toMatchObject({ kind: 'JW323', day: '2025-03-01' });
  });

  it('is recognised in another encoding, so that the reader reports the fault', () => {
    const message = Buffer.from(`\uFEFF${xml('jw323', '2025-03-01').replace('<?xml version="1.0"?>', '')}`, 'utf16le');
    expect(classified('a.txt', message).kind).toBe('JW323');
  });

  it('of a message comes with its day, identification, sender, receiver and declared month', () => {
    const message =
      '<m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/jw323/schema"><m:Header><m:Afzender>99990001</m:Afzender>' +
      '<m:Ontvanger>0512</m:Ontvanger><!-- <ijw:Dagtekening>2001-01-01</ijw:Dagtekening> --><m:BerichtIdentificatie>' +
      '<ijw:Identificatie>D10</ijw:Identificatie><ijw:Dagtekening>2025-02-03</ijw:Dagtekening></m:BerichtIdentificatie>' +
      '</m:Header><m:DeclaratiePeriode><ijw:Begindatum>2025-01-01</ijw:Begindatum></m:DeclaratiePeriode></m:Bericht>';
    const head = {
      day: '2025-02-03',
      identification: 'D10',
      sender: '99990001',
      receiver: '0512',
      period: '2025-01-01',
    };
    expect(classified('a.xml', message)).toMatchObject(head);
    expect(classified('a.xml', '<a/>').receiver).toBe('');
  });

  it('of facts has the last day on which one was recorded', () => {
    expect(classified('a.csv', 'region;recordedOn\nzhz;2025-03-01\nzhz;1-4-2025\n').day).toBe('2025-04-01');
    expect(classified('a.csv', '"broken').day).toBe('');
  });
});

describe('subjects of a message', () => {
  const message = (sender: string, receiver: string, body: string) =>
    `<m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/jw305/schema"><m:Header><m:Afzender>${sender}</m:Afzender>` +
    `<m:Ontvanger>${receiver}</m:Ontvanger><m:BerichtIdentificatie><ijw:Identificatie>S1</ijw:Identificatie>` +
    `</m:BerichtIdentificatie></m:Header>${body}</m:Bericht>`;
  const body = '<m:Bsn>999900006</m:Bsn><m:ToewijzingNummer> 007 </m:ToewijzingNummer>';

  it('are its identification, its client, and every assignment it names, per municipality', () => {
    const expected = ['message 99990001 S1', 'client 999900006', 'assignment 0505 7'];
    expect(classified('a.xml', message('99990001', '0505', body)).touches).toEqual(expected);
    expect(classified('a.xml', message('0505', '99990001', body)).touches).toContain('assignment 0505 7');
  });

  it('are none for a declaration', () => {
    expect(classified('a.xml', message('99990001', '0505', body).replace('jw305', 'jw323')).touches).toEqual([]);
  });
});
