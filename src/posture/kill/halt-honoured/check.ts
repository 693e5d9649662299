import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { whenSeen } from '../../check.ts';
import { dayOf, type Halted, type KillFacts, type KillUses, type OtherBot, type RunningBot } from '../facts.ts';

export const haltHonoured: Check<KillFacts> = {
  id: 'KILL-04',
  severity: 'high',
  title: 'a halt stops the bots: the running Keyward and the bot processes follow it',
  why: 'A stop that is only written down stops nothing: the bots trade on while their owner believes that they do not.',
  how: 'The level of `halt.json` is held against what the running Keyward says; the journal is read for orders that were let through while the level was halt or seal; processes of `keyward run` are looked at after a kill. A bot that is connected to an exchange past Keyward follows no halt: whether another process does so is seen by its connections alone.',
  fix: 'stop keyward up and start it again; stop bots that are left by hand, and let every bot speak to Keyward',
  undo: 'keyward halt run, once you know why it was lowered',
  references: [],
  boxes: [25],
  judge: (facts) => [...proxy(facts), ...journal(facts), ...runs(facts), ...others(facts)],
};

const UP = 'keyward up';

function proxy({ halted }: KillFacts): readonly Finding[] {
  return whenSeen(UP, halted, ({ level, running }: Halted, by) => {
    if (running === undefined)
      return [
        {
          result: 'pass',
          about: UP,
          says: `the level is ${level}, and no Keyward runs that could let anything through`,
          by,
        },
      ];
    return whenSeen(UP, running, (its, asked) =>
      its === level
        ? [
            {
              result: 'pass',
              about: UP,
              says: `the level is ${level}, in the file and in the running Keyward`,
              by: asked,
            },
          ]
        : [
            {
              result: 'fail',
              about: UP,
              says: `the level is ${level} in the file, and ${its} in the running Keyward`,
              by: asked,
            },
          ],
    );
  });
}

function journal({ passed }: KillFacts): readonly Finding[] {
  const about = 'orders while halted';
  return whenSeen(about, passed, ({ sinceMs, orders }, by) => {
    const [first] = orders;
    if (!first) {
      const says = `no order that adds risk went through in a halt since ${dayOf(sinceMs)}`;
      return [{ result: 'pass', about, says, by }];
    }
    const says = `${orders.length} that add risk went through while the bots were halted, first ${first.decision} of ${first.bot} at ${first.at}`;
    return [{ result: 'fail', about, says, by, fix: `keyward explain ${shellWord(first.decision)}` }];
  });
}

/** A kill tells them to end; a halt alone does not, and refuses their orders. */
function runs({ runs: all, uses }: KillFacts): readonly Finding[] {
  return whenSeen('bots of keyward run', all, (alive, by) =>
    alive.map((run) => {
      const kill = 'seen' in uses ? standing(uses.seen, run.key) : undefined;
      return runFinding(run, kill, by);
    }),
  );
}

function runFinding({ bot, startedMs }: RunningBot, kill: KillUses['real'][number] | undefined, by: string): Finding {
  const about = `bot ${bot}`;
  const fix = `stop the process that keyward run has started for ${shellWord(bot)}`;
  if (!kill) return { result: 'pass', about, says: 'it runs, and no kill stands that has told it to end', by };
  const day = dayOf(kill.atMs);
  return startedMs < kill.atMs
    ? { result: 'fail', about, says: `its process still runs, and was told to end by the kill of ${day}`, by, fix }
    : {
        result: 'warn',
        about,
        says: `it was started again while the kill of ${day} stands: its orders are refused`,
        by,
        fix,
      };
}

const standing = ({ real }: KillUses, key: string): KillUses['real'][number] | undefined =>
  real.findLast((use) => use.key === key && !use.isResumed);

function others({ others: sight }: KillFacts): readonly Finding[] {
  return whenSeen('other bot processes', sight, (all, by) => {
    const names = [...new Set(all.map(({ name }) => name))];
    return names.map((name) =>
      otherFinding(
        name,
        all.filter((one) => one.name === name),
        by,
      ),
    );
  });
}

function otherFinding(name: string, processes: readonly OtherBot[], by: string): Finding {
  const about = `bot ${name}`;
  if (processes.some(({ speaksToKeyward }) => speaksToKeyward))
    return {
      result: 'pass',
      about,
      says: `${processes[0]!.program} is connected to Keyward, which refuses its orders in a halt`,
      by,
    };
  const says = `${processes[0]!.program} runs, and no connection of it to Keyward was seen: what goes past Keyward follows no halt`;
  return {
    result: 'unknown',
    about,
    says,
    by,
    fix: 'let it speak to Keyward: keyward run, or the address that keyward up prints',
  };
}
