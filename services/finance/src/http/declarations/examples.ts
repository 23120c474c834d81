/** A declaration (JW323). */
export const xmlExample = `<?xml version="1.0" encoding="UTF-8"?>
<jw323:Bericht xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema" xmlns:jw323="http://www.istandaarden.nl/ijw/3_2/jw323/schema">
  <!-- header and declaration according to the standard -->
</jw323:Bericht>
`;

/** Answer to a declaration that was decided. */
export const takenExample = {
  status: 'decided',
  message: 'f2'.repeat(32),
  region: 'zhz',
  declaration: '615673df-570b-522a-ab28-0ee98b85f50c',
  lines: 3,
  approvedLines: 2,
  provider: '99990001',
  number: 'DEC1',
  faults: [],
};

/** Answer to a declaration that waits for that of an earlier month. */
export const waitsExample = {
  status: 'waiting',
  message: 'f2'.repeat(32),
  region: 'zhz',
  missing: '2025-11',
  until: '2026-01-14',
  faults: [{ place: '/Bericht/Declaratie/DeclaratiePeriode', text: 'waits for the declaration of 2025-11' }],
};
