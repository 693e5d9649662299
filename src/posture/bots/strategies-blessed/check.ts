import { posix } from 'node:path';
import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import type { Bot, BotFacts } from '../facts.ts';
import { judgeBots } from '../judge.ts';

const BLESS = '`keyward check --baseline`';
const MOST_NAMED = 5;

/** BOT-07: the code that decides the trades is the code that its owner has looked at. */
export const strategiesBlessed: Check<BotFacts> = {
  id: 'BOT-07',
  severity: 'medium',
  title: 'the strategies are as their owner has reviewed them',
  why: 'A strategy runs inside of the bot, with its key and its network. One that was changed or added behind your back can trade against you or send the key away.',
  how: 'SHA-256 of each strategy file, compared with the baseline. Libraries that a strategy loads are not part of it, nor is what was wrong already when the baseline was taken.',
  fix: `Read what has changed, then bless it: ${BLESS}.`,
  undo: 'Put the former file back from your repository and take the baseline again.',
  references: ['https://www.freqtrade.io/en/stable/strategy-customization/'],
  boxes: [],
  judge: (facts) =>
    judgeBots(facts, (bot) => judgeBot(bot, facts.blessed), { ofNone: 'no bot here has strategy files' }),
};

function judgeBot({ about, strategies }: Bot, blessed: BotFacts['blessed']): readonly Finding[] | undefined {
  if ('seen' in strategies && strategies.seen.length === 0) return undefined;
  return whenSeen(about, strategies, (files, by) => {
    const known = files.filter(({ path }) => blessed !== undefined && Object.hasOwn(blessed, path));
    // One that took the place of all others is new there, and not a bot that nobody has blessed.
    const folders = new Set(files.map(({ path }) => posix.dirname(path)));
    const isKnown = Object.keys(blessed ?? {}).some((path) => folders.has(posix.dirname(path)));
    const fix = `Read them, then bless this state: ${BLESS}.`;
    if (blessed === undefined || !isKnown)
      return [
        {
          result: 'unknown',
          about,
          says: `its ${files.length === 1 ? 'strategy file was' : `${files.length} strategy files were`} never blessed`,
          by,
          fix,
        },
      ];
    const changed = known.filter(({ path, sha256 }) => blessed[path] !== sha256).map(({ path }) => path);
    const added = files.map(({ path }) => path).filter((path) => !Object.hasOwn(blessed, path));
    if (changed.length + added.length === 0)
      return [
        {
          result: 'pass',
          about,
          says: `its ${files.length === 1 ? 'strategy file is as it was' : `${files.length} strategy files are as they were`} blessed`,
          by,
        },
      ];
    const says = [told('changed', changed), told('were added', added)].filter((text) => text !== '').join('; ');
    const places = [...changed, ...added].map((file) => ({ file }));
    return [{ result: 'fail', about, says: `since the baseline ${says}`, by, places, fix }];
  });
}

function told(verb: string, paths: readonly string[]): string {
  if (paths.length === 0) return '';
  const names = paths.slice(0, MOST_NAMED).join(', ');
  return `${names}${paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : ''} ${verb}`;
}
