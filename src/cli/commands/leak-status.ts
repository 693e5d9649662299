import type { Command } from 'commander';
import { damagedLeaks, damagedLeakText, type LeakPlan, listLeaks, nextLeakStep } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import { clean } from '../clean.ts';
import type { Run } from '../command.ts';
import { leakLines } from '../leak-lines.ts';
import { paragraph } from '../paragraph.ts';

const statusHelp = `
Exit codes: 0 nothing is under way, 2 no leak of that key is known, 3 something
is.

Examples:
  keyward leak status
  keyward leak status main
  keyward --json leak status

With --json: {leaks: [{id, key, exchange, startedAt, death, folder, next?}],
damaged?: [{key?, path}]}; damaged: files that cannot be read.`;

export function registerStatus(leak: Command, program: Command, run: Run): void {
  leak
    .command('status [key]')
    .description('the leaks of this Keyward, and how far each is; or that of one key')
    .addHelpText('after', statusHelp)
    .action((key: string | undefined) =>
      run(async (context) => {
        const session = context.session(program.opts());
        const known = listLeaks(session);
        const all = key === undefined ? known : known.filter((plan) => plan.key === key);
        const damaged = damagedLeaks(session).filter((one) => (key ?? one.key) === one.key);
        if (key !== undefined && all.length === 0 && damaged.length === 0)
          throw new KeywardError('usage', noLeakOf(key, known));
        const isOpen = all.some((plan) => nextLeakStep(plan) !== undefined);
        const leaks = all.map((plan) => {
          const { id, key, exchange, startedAt, death, folder } = plan;
          const next = nextLeakStep(plan);
          return { id, key, exchange, startedAt, death, folder, ...(next === undefined ? {} : { next }) };
        });
        const lines = [
          ...damaged.flatMap((one) => paragraph(clean(damagedLeakText(one)), context.columns).map(context.style.red)),
          ...all.flatMap((plan) => leakLines(context, plan, nextLeakStep(plan))),
        ];
        return {
          exit: isOpen || damaged.length > 0 ? 3 : 0,
          lines: lines.length === 0 ? ['No leak is known here.'] : lines,
          json: { leaks, ...(damaged.length === 0 ? {} : { damaged }) },
        };
      }),
    );
}

/** For a name of which no leak is known. */
function noLeakOf(key: string, known: readonly LeakPlan[]): string {
  const names = known.map((plan) => plan.key).join(', ');
  return `no leak of ${key} is known here${names === '' ? '' : `; there is ${names}`}`;
}
