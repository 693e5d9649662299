import { type Finding, type Sight, whenSeen } from '../check.ts';
import { type BotRun, type Bots, worstOfEach } from './facts.ts';

/** Judges every bot: those that run by their processes, the worst of each bot, and those that do not. */
export function ofBots(
  bots: Sight<Bots>,
  judge: {
    one(run: BotRun): readonly Finding[];
    resting(bot: Bots['resting'][number]): readonly Finding[];
  },
): readonly Finding[] {
  return whenSeen('the bots', bots, ({ running, resting, gaps }, by) => {
    const found = [...worstOfEach(running.flatMap(judge.one)), ...worstOfEach(resting.flatMap(judge.resting))];
    const more = gaps.map(
      (gap): Finding => ({ result: 'unknown', about: 'bots that are not seen', by, says: gap.replace(/[\s.]+$/, '') }),
    );
    if (found.length + more.length > 0) return [...found, ...more];
    return [{ result: 'not-applicable', about: 'the bots', by, says: 'no bot was found on this host' }];
  });
}
