import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { Endpoint } from '../../http/endpoint.js';
import { inRegion, pathParts } from '../../http/paths.js';
import { Parsed } from '../../http/requests/parsed.js';
import { seeYouths } from '../../logging/request-context.js';
import { AUDIT_LOG } from '../../tokens.js';
import type { AuditLog } from '../log/audit-log.js';
import type { AuditEntry } from '../log/entry.js';
import { auditPage } from './responses.js';

const PAGE_MAX = 1_000;

/** Approximate number of pseudonyms in a page; an entry names at most 10,000. */
const YOUTHS_MAX = 50_000;

const day = (description: string) => fields.date.optional().meta({ description, format: 'date' });
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const filter = z.object({
  youth: pathParts.youth.optional(),
  actor: z
    .string()
    .regex(/^[\w.:@~/+|-]{1,120}$/, 'the subject of an actor, 1 to 120 characters')
    .optional()
    .meta({ description: 'Subject of the actor.' }),
  from: day('First day, UTC.'),
  to: day('Last day, UTC.'),
  after: whole(0, Number.MAX_SAFE_INTEGER).optional().meta({ description: 'Only entries after this position.' }),
  limit: whole(1, PAGE_MAX).optional().meta({ description: 'Entries of a page at most; default 100.' }),
});

/** Reading the audit log (auditlog), which is itself audited. */
@ApiTags('audit')
@Controller('regions/:region/audit')
export class AuditController {
  constructor(@Inject(AUDIT_LOG) private readonly log: AuditLog) {}

  /** Entries of a region, oldest first. */
  @Get()
  @Endpoint({
    permission: 'see-audit-log',
    summary: 'The audit log (auditlog) of a region: who saw or changed what, and who was refused',
    path: inRegion,
    query: filter,
    answers: { 200: { description: 'In order of position.', json: auditPage } },
  })
  async list(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(filter)) { limit = 100, ...wanted }: z.output<typeof filter>,
  ): Promise<z.output<typeof auditPage>> {
    const entries: AuditEntry[] = [];
    let next: number | null = null;
    let youths = 0;
    for await (const entry of this.log.entries(region, wanted)) {
      if (entries.length >= limit || youths > YOUTHS_MAX) {
        next = entries.at(-1)?.position ?? wanted.after ?? 0;
        break;
      }
      entries.push(entry);
      youths += entry.youths.length;
    }
    for (const entry of entries) seeYouths(region, entry.youths);
    return { entries: entries, next };
  }
}
