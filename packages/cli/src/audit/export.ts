import { auditDays } from '@kopeck/api';
import type { CommandContext } from '../context.ts';
import { askServer } from '../server-command.ts';
import type { ServerFlags } from '../server-flags.ts';

/** Prints the seals of all days as JSON, for a file that `kopeck audit verify --days` reads. */
export function exportDays(context: CommandContext, flags: ServerFlags): Promise<number> {
  return askServer(
    context,
    flags,
    { method: 'GET', path: '/api/audit/days', answer: auditDays },
    (answer) => [JSON.stringify(answer, null, 2)],
  );
}
