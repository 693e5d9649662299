import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, isThere } from './asking.ts';
import type { BotRun, UnitFacts } from './facts.ts';
import { isService } from './services.ts';

const folders = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/lib/systemd/system',
  '/usr/lib/systemd/system',
];
const MOST = 20;

/** How exposed the units of the bots are, and Keyward's own. */
export async function lookUnits(
  eyes: Eyes,
  runs: readonly BotRun[],
  startedBy: readonly string[],
): Promise<Sight<readonly UnitFacts[]>> {
  const ofRuns = runs.flatMap(({ unit, container }) => (container === undefined && isService(unit) ? [unit] : []));
  const ofFiles = startedBy.flatMap((path) => {
    const [folder, name = ''] = [path.slice(0, path.lastIndexOf('/')), path.split('/').at(-1)];
    return folders.includes(folder) && isService(name) && !name.includes('@.') ? [name] : [];
  });
  const own = (await fileOf(eyes, 'keyward.service')) === undefined ? [] : ['keyward.service'];
  const units = [...new Set([...ofRuns, ...ofFiles, ...own])].slice(0, MOST);
  const found = await Promise.all(
    units.map(async (unit) => ({ about: `unit ${unit}`, unit, exposure: await lookExposure(eyes, unit) })),
  );
  return seen('systemd-analyze security --offline=true', found);
}

async function lookExposure(eyes: Eyes, unit: string): Promise<Sight<number>> {
  const by = `systemd-analyze security --offline=true ${unit}`;
  const path = await fileOf(eyes, unit);
  if (path === undefined)
    return unseen(by, `the file of ${unit} was not found: it may be one of a user, which is not weighed`);
  const ran = await ask(
    eyes,
    ['systemd-analyze', 'security', '--offline=true', '--no-pager', path],
    'systemd-analyze is not installed, so units are not weighed',
  );
  if ('unseen' in ran) return ran;
  const overall = /Overall exposure level for .*: (\d+(?:\.\d+)?)/.exec(ran.seen.out)?.[1];
  return overall === undefined
    ? unseen(by, `systemd-analyze did not weigh ${unit}: systemd-analyze verify ${unit} says why`)
    : seen(by, Number(overall));
}

/** The file that counts; one of a template for its instances. */
async function fileOf(eyes: Eyes, unit: string): Promise<string | undefined> {
  const template = unit.replace(/@[^.]+\./, '@.');
  for (const name of new Set([unit, template]))
    for (const folder of folders)
      if (await isThere(eyes, `${folder}/${name}`)) return `${folder}/${unit === name ? unit : name}`;
  return undefined;
}
