import { type Check, type Finding, type Sight, whenSeen } from '../../check.ts';
import { type BotRun, type Bots, type HostFacts, type UnitFacts, worstOfEach } from '../facts.ts';
import { isService } from '../services.ts';

const MOST_EXPOSED = 5;

export const unitExposure: Check<HostFacts> = {
  id: 'HOST-14',
  severity: 'medium',
  title: 'the bots run in units that shut them in',
  why: 'systemd can keep a bot from the rest of the host for a few lines in its unit: other people’s files, devices, new privileges, the kernel. Without them a bug in the bot is a bug with all of that.',
  how: '`systemd-analyze security UNIT`, which a running systemd answers; else `systemd-analyze security --offline=true`, by its files and drop-ins, where all of them may be read: 0 is shut in, 10 is open, up to 5.0 passes. It weighs what the unit forbids, not what the bot does. How far a container shuts its bot in is not seen; bots in a login session are in no unit.',
  fix: '`keyward harden --print systemd-bot` writes one to review; `systemd-analyze security NAME.service` says what each line gives',
  undo: '`systemctl revert NAME.service`',
  references: ['systemd-analyze(1)', 'systemd.exec(5)'],
  boxes: [28],
  judge: ({ bots, units }) => {
    const found = [...judgeBots(bots), ...judgeUnits(units, bots)];
    if (found.length > 0) return found;
    return [{ result: 'unknown', about: 'units', by: units.by, says: 'no file of their units was found' }];
  },
};

function judgeUnits(units: Sight<readonly UnitFacts[]>, bots: Sight<Bots>): readonly Finding[] {
  if ('unseen' in units && 'unseen' in bots) return [];
  return whenSeen('units', units, (all) =>
    all.flatMap(({ about, unit, exposure }) =>
      whenSeen(about, exposure, (value, by): readonly Finding[] => {
        const says = `the exposure of ${unit} is ${value.toFixed(1)} of 10`;
        return [value > MOST_EXPOSED ? { result: 'fail', about, by, says } : { result: 'pass', about, by, says }];
      }),
    ),
  );
}

/** Bots that no unit shuts in; what is in one is judged by its unit. */
function judgeBots(bots: Sight<Bots>): readonly Finding[] {
  return whenSeen('the bots', bots, ({ running, resting, gaps }, by) => {
    const loose = worstOfEach(running.flatMap((run) => judgeRun(run, by)));
    const more = gaps.map(
      (gap): Finding => ({ result: 'unknown', about: 'bots that are not seen', by, says: gap.replace(/[\s.]+$/, '') }),
    );
    if (running.length + resting.length + more.length === 0)
      return [{ result: 'not-applicable', about: 'the bots', by, says: 'no bot was found on this host' }];
    const resters = resting.map(
      ({ about }): Finding => ({
        result: 'not-applicable',
        about,
        by,
        says: 'it does not run now; its units are judged where it has any',
      }),
    );
    return [...loose, ...resters, ...more];
  });
}

function judgeRun({ about, container, unit, pid }: BotRun, by: string): readonly Finding[] {
  if (container !== undefined)
    return [
      {
        result: 'unknown',
        about,
        by,
        says: `it runs in the container ${container}; whether that shuts it in is not seen (docker inspect tells Privileged, CapAdd and SecurityOpt)`,
      },
    ];
  if (isService(unit)) return [];
  const where = unit === undefined ? 'no unit' : `no service of its own (${unit})`;
  return [
    {
      result: 'warn',
      severity: 'low',
      about,
      by,
      says: `process ${pid} runs in ${where}: nothing starts it again, and nothing shuts it in`,
    },
  ];
}
