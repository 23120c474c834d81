import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { exportToFolder, type BiTarget } from '../bi/export-folder.js';
import type { BiManifest } from '../bi/manifest.js';
import { StarSource, type Delivery } from '../bi/star-source.js';

/** Writes the star schema of a region to a folder for BI programs; returns its manifest. */
export class ExportStar extends Query<BiManifest> {
  constructor(
    readonly delivery: Delivery,
    readonly target: BiTarget,
  ) {
    super();
  }
}

/** Handles ExportStar. */
@QueryHandler(ExportStar)
export class ExportStarHandler implements IQueryHandler<ExportStar> {
  constructor(@Inject(StarSource) private readonly source: StarSource) {}

  async execute({ delivery, target }: ExportStar): Promise<BiManifest> {
    return exportToFolder(await this.source.open(delivery), delivery, target);
  }
}
