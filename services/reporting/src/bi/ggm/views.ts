/**
 * Names of the municipal data model (Gemeentelijk Gegevensmodel, GGM 2.5.1, model Jeugd en Wmo Generiek) over the tables of the star
 * schema. Its keys are numbers; here they are texts made of the numbers of the messages, so that they stay the same in every export.
 */

/** A table of the data model: the columns for which the star schema has a value, each with its SQL. */
export interface GgmView {
  readonly name: string;
  /** Table of the star schema. */
  readonly from: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly where?: string;
  /** True when several rows of the table are one row of the view: columns are then grouped by. */
  readonly grouped?: boolean;
}

const euro = (cents: string): string => `CAST(${cents} * 0.01 AS DECIMAL(18, 2))`;
const key = (...parts: readonly string[]): string => `concat_ws('/', ${parts.join(', ')})`;

const assignment = key('region', 'municipality', 'assignment');
const declaration = key('region', 'provider', 'municipality', 'declaration');
const service = key('region', 'provider', 'product');

/** Views by name, in the order of the data model. */
export const ggmViews: readonly GgmView[] = [
  { name: 'client', from: 'youth', columns: { rechtspersoon_id: 'youth', code: 'youth' } },
  {
    name: 'leverancier',
    from: 'provider',
    columns: { rechtspersoon_id: 'provider', agbcode: 'provider', leverancierscode: 'provider', naam: 'name' },
  },
  {
    name: 'contract',
    from: 'provider',
    columns: {
      contract_id: key('region', 'provider'),
      datumstart: 'first_day',
      datumeinde: 'last_day',
      categorie: 'level',
      heeft_rechtspersoon_id: 'provider',
    },
  },
  {
    name: 'voorziening',
    from: 'product',
    columns: { voorziening_id: service, code: 'category', productcode: 'product', naam: 'name', omschrijving: 'form' },
  },
  {
    name: 'tarief',
    from: 'declared_line',
    grouped: true,
    where: `status = 'approved'`,
    columns: {
      tarief_id: key('region', 'provider', 'product', 'unit', 'tariff_cents'),
      bedrag: euro('tariff_cents'),
      datumstart: 'min(first_day)',
      datumeinde: 'max(last_day)',
      eenheid_enum_id: 'unit',
      heeft_rechtspersoon_id: 'provider',
      heeft_voorziening_id: service,
    },
  },
  {
    name: 'toewijzing',
    from: 'lead_time',
    columns: {
      toewijzing_id: assignment,
      toewijzingnummer: 'assignment',
      code: 'product',
      datumtoewijzing: 'decided_day',
      datumstarttoewijzing: 'intended_start',
      levert_voorziening_rechtspersoon_id: 'provider',
    },
  },
  {
    name: 'beschikte_voorziening',
    from: 'lead_time',
    columns: {
      beschikte_voorziening_id: assignment,
      code: 'product',
      datumstart: 'intended_start',
      is_voorziening_voorziening_id: service,
      toegewezen_product_toewijzing_id: assignment,
    },
  },
  {
    name: 'levering',
    from: 'lead_time',
    where: 'started_day IS NOT NULL',
    columns: {
      levering_id: assignment,
      code: 'product',
      datumstart: 'started_day',
      geleverde_zorg_toewijzing_id: assignment,
      leverde_prestatie_rechtspersoon_id: 'provider',
      prestatie_voor_rechtspersoon_id: 'youth',
      voorziening_voorziening_id: service,
    },
  },
  {
    name: 'declaratie',
    from: 'declared_line',
    grouped: true,
    columns: {
      declaratie_id: declaration,
      datumdeclaratie: 'message_day',
      declaratiebedrag: euro('sum(amount_cents)'),
      ingediend_door_rechtspersoon_id: 'provider',
    },
  },
  {
    name: 'declaratieregel',
    from: 'declared_line',
    columns: {
      declaratieregel_id: key('region', 'provider', 'municipality', 'declaration', 'place'),
      bedrag: euro('amount_cents'),
      betreft_rechtspersoon_id: 'youth',
      code: 'product',
      datumstart: 'first_day',
      datumeinde: 'last_day',
      is_op_basis_van_toewijzing_id: assignment,
      valt_binnen_declaratie_id: declaration,
    },
  },
];
