import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask } from './asking.ts';
import type { BotRun, UnitFacts } from './facts.ts';
import { isService } from './services.ts';
import { lookUnitSettings, systemUnit, unitFile } from './unit-settings.ts';

const MOST = 20;

/** How exposed the units of the bots are, and Keyward's own. */
export async function lookUnits(
  eyes: Eyes,
  runs: readonly BotRun[],
  startedBy: readonly string[],
): Promise<Sight<readonly UnitFacts[]>> {
  const ofRuns = runs.flatMap(({ unit, container }) => (container === undefined && isService(unit) ? [unit] : []));
  const ofFiles = startedBy.flatMap((path) => {
    const name = systemUnit(path);
    return isService(name) && !name.includes('@.') ? [name] : [];
  });
  const own = (await unitFile(eyes, 'keyward.service')) === undefined ? [] : ['keyward.service'];
  const all = [...new Set([...ofRuns, ...ofFiles, ...own])];
  const units = all.slice(0, MOST);
  const found = await Promise.all(
    units.map(async (unit) => ({ about: `unit ${unit}`, unit, exposure: await lookExposure(eyes, unit) })),
  );
  const left = all.length - units.length;
  const rest: readonly UnitFacts[] =
    left === 0
      ? []
      : [
          {
            about: 'more units',
            unit: 'more',
            exposure: unseen('systemd-analyze', `${left} more units were not weighed`),
          },
        ];
  return seen('systemd-analyze security', [...found, ...rest]);
}

/** As a running systemd weighs it, with all that counts there; else by its files. */
async function lookExposure(eyes: Eyes, unit: string): Promise<Sight<number>> {
  const [loaded, settings] = await Promise.all([
    ask(eyes, ['systemd-analyze', 'security', '--no-pager', '--', unit]),
    lookUnitSettings(eyes, unit),
  ]);
  const weighed = 'seen' in loaded && loaded.seen.status === 0 ? overallOf(loaded.seen.out) : undefined;
  if (weighed !== undefined) return seen(loaded.by, weighed);
  const by = `systemd-analyze security --offline=true ${unit}`;
  // What may not be read is left out of the weighing too.
  if ('unseen' in settings) return settings;
  if (settings.seen !== 'absent' && settings.seen.isMasked)
    return unseen(settings.by, `${unit} is masked, so nothing starts it and nothing is weighed`);
  const path = await unitFile(eyes, unit);
  if (path === undefined)
    return unseen(by, `the file of ${unit} was not found: it may be one of a user, which is not weighed`);
  const ran = await ask(
    eyes,
    ['systemd-analyze', 'security', '--offline=true', '--no-pager', path],
    'systemd-analyze is not installed, so units are not weighed',
  );
  if ('unseen' in ran) return ran;
  const overall = ran.seen.status === 0 ? overallOf(ran.seen.out) : undefined;
  return overall === undefined
    ? unseen(by, `systemd-analyze did not weigh ${unit}: systemd-analyze verify ${unit} says why`)
    : seen(by, overall);
}

function overallOf(text: string): number | undefined {
  const found = /^\S* ?Overall exposure level for .*: (\d+(?:\.\d+)?)/m.exec(text)?.[1];
  const value = found === undefined ? Number.NaN : Number(found);
  return value >= 0 && value <= 10 ? value : undefined;
}
