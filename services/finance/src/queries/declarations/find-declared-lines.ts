import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { always } from '@regieboek/access';
import { isAllowed, SecretAddresses, seeRows } from '@regieboek/platform';
import { DeclaredLines, type DeclaredLine, type LineReference } from '../../refusals/index.js';

/** Declared lines with a reference (ReferentieNummer), approved and refused, as far as the caller may see them. */
export class FindDeclaredLines extends Query<DeclaredLine[]> {
  constructor(
    readonly region: string,
    readonly line: LineReference,
  ) {
    super();
  }
}

/** Handles FindDeclaredLines. */
@QueryHandler(FindDeclaredLines)
export class FindDeclaredLinesHandler implements IQueryHandler<FindDeclaredLines> {
  constructor(
    @Inject(DeclaredLines) private readonly lines: DeclaredLines,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  /** Leaves out lines about youths whose address is secret for the caller: their reference was found, their place is not shown. */
  async execute({ region, line }: FindDeclaredLines): Promise<DeclaredLine[]> {
    const found = await this.lines.find(region, line);
    const hidden = await this.addresses.hidden(region);
    const shown = found.filter(
      ({ municipality, youth }) =>
        isAllowed('explain-lines', { region, municipalities: always(municipality) }) &&
        (youth === null || !hidden.has(youth)),
    );
    seeRows(region, shown);
    return shown;
  }
}
