import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { component } from '../../http/openapi/json-schema.js';
import type { ApprovalAsked } from '../approval.js';

const time = (description: string) => z.iso.datetime({ precision: 3 }).meta({ description });

/** A request for a second person. */
export const approval = component(
  'Approval',
  z.object({
    id: z.uuid(),
    region: z.string(),
    action: z.string().meta({ description: 'Action that both people need (docs/access.md).' }),
    description: z.object({ nl: z.string(), en: z.string() }),
    status: z.enum(['open', 'confirmed', 'declined', 'lapsed']),
    askedBy: z.string().meta({ description: 'Code of who asked, as events name the actor.' }),
    decidedBy: z.string().nullable(),
    askedAt: time('When it was asked for.'),
    lapsesAt: time('It can be confirmed until then.'),
    decidedAt: time('When it was confirmed or declined.').nullable(),
    address: z.string().meta({ description: 'Path of this request.' }),
  }),
);

/** A command that waits for a second person; nothing is done yet. */
export const approvalAsked = component('ApprovalAsked', z.object({ approval }));

/** A request with its content. */
export const approvalWithContent = component(
  'ApprovalWithContent',
  z.object({
    approval,
    content: z.unknown().meta({ description: 'What is asked for; null once it is decided.' }),
  }),
);

/** Open requests of a region. */
export const approvalList = component('ApprovalList', z.object({ approvals: z.array(approval) }));

/** The response to a command that waits for a second person: 202, with the address of the request. */
export function sendAsked(asked: ApprovalAsked, reply: FastifyReply): z.output<typeof approvalAsked> {
  void reply.status(202).header('Location', asked.approval.address);
  return asked;
}
