import { KeywardError } from '../core/index.ts';
import type { Context, Output } from './command.ts';
import { paragraph } from './paragraph.ts';

/** Shows what is about to happen and has a word typed, unless `yes`. `instead`: the options that say yes, where `--yes` alone does not. Throws `not-confirmed` for any other word, `usage` where nobody can be asked. */
export async function confirm(
  context: Context,
  parts: { plan: readonly string[]; word: string; yes: boolean | undefined; instead?: string },
): Promise<void> {
  if (parts.yes) return;
  const { columns } = context;
  // What is laid out in columns has been fitted already.
  const lines = parts.plan.flatMap((line) => (line.startsWith(' ') ? [line] : paragraph(line, columns)));
  for (const line of lines) context.say(line);
  const typed = await context.ask(`Type ${parts.word} to go on: `);
  if (typed === undefined)
    throw new KeywardError(
      'usage',
      `there is nobody to ask: pass ${parts.instead ?? '--yes'}, or type ${parts.word} on a terminal`,
    );
  if (typed.trim() !== parts.word)
    throw new KeywardError('not-confirmed', `that is not ${parts.word}, so nothing was changed`);
}

/** What `--dry-run` shows: what would happen. */
export function planOnly({ columns }: Context, plan: readonly string[]): Output {
  const lines = plan.flatMap((line) => paragraph(line, columns));
  return { exit: 0, lines: [...lines, '', 'Nothing was changed (--dry-run).'], json: { plan, applied: false } };
}
