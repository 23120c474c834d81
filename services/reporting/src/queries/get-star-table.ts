import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Month } from '@regieboek/kernel';
import { invalid } from '@regieboek/platform';
import type { Described } from '../bi/partitions.js';
import { StarSource, type Delivery, type Star } from '../bi/star-source.js';
import type { Made } from '../domain/star/known.js';
import { monthTables, nightTables, regionTables, starTables } from '../domain/star/tables.js';
import type { StarRow } from '../domain/star/table.js';

/** A table of the star schema, or one month of it, with its rows. */
export interface StarTableRows {
  readonly table: Described;
  readonly made: Made;
  readonly rows: readonly StarRow[];
}

/** Reads a table of the star schema of a region; a table by month needs a month. */
export class GetStarTable extends Query<StarTableRows> {
  constructor(
    readonly delivery: Delivery,
    readonly table: string,
    readonly month: Month | undefined,
  ) {
    super();
  }
}

const refused = (place: string, text: string) =>
  invalid({ en: 'this table cannot be read', nl: 'deze tabel is niet te lezen' }, [{ place, text }]);

/** Rows of a table that is kept by month. Throws a Refusal for a month without rows. */
async function rowsOfMonth(star: Star, name: string, month: Month | undefined): Promise<Iterable<StarRow> | undefined> {
  const [declared, nights] = [monthTables, nightTables].map((tables) => tables.some((one) => one.name === name));
  if (!declared && !nights) return undefined;
  const known = declared ? star.months : star.nights.map((one) => one.month);
  const range = known.length === 0 ? 'there is none yet' : `there are ${known[0] ?? ''} to ${known.at(-1) ?? ''}`;
  if (month === undefined || !known.includes(month)) throw refused('query month', `name a month with rows: ${range}`);
  const ofMonth = monthTables.find((one) => one.name === name);
  if (ofMonth) return ofMonth.rows(await star.month(month));
  const own = star.nights.find((one) => one.month === month);
  return own && nightTables.find((one) => one.name === name)?.rows(own);
}

async function rowsOf(star: Star, name: string, month: Month | undefined): Promise<Iterable<StarRow>> {
  const monthly = await rowsOfMonth(star, name, month);
  if (monthly) return monthly;
  if (month !== undefined) throw refused('query month', `leave it out: ${name} is one table`);
  // First declarations follow from all months.
  if (name === 'lead_time') for (const one of star.months) await star.month(one);
  return regionTables.find((one) => one.name === name)?.rows(star.region) ?? [];
}

/** Handles GetStarTable. */
@QueryHandler(GetStarTable)
export class GetStarTableHandler implements IQueryHandler<GetStarTable> {
  constructor(@Inject(StarSource) private readonly source: StarSource) {}

  async execute({ delivery, table: name, month }: GetStarTable): Promise<StarTableRows> {
    const table = starTables.find((one) => one.name === name);
    if (!table) throw refused('path table', `choose one of ${starTables.map((one) => one.name).join(', ')}`);
    const star = await this.source.open(delivery);
    return { table, made: star.made, rows: [...(await rowsOf(star, name, month))] };
  }
}
