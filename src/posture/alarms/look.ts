import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';

/** The mode of a file, of what is behind a link; the mask of an access list is in it. */
export async function modeOf(eyes: Eyes, path: string): Promise<Sight<number>> {
  const by = `stat ${path}`;
  const found = await eyes.look(path);
  if ('fault' in found) return unseen(by, found.fault === 'missing' ? 'it is not there' : 'it cannot be looked at');
  if (found.kind === 'file') return seen(by, found.mode);
  if (found.kind !== 'link') return unseen(by, 'it is no file');
  const ran = await eyes.run(['stat', '--dereference', '--format=%a %F', '--', path]);
  const [, mode] =
    'fault' in ran || ran.status !== 0 ? [] : (/^([0-7]{1,5}) regular (?:empty )?file$/m.exec(ran.out) ?? []);
  return mode === undefined
    ? unseen(by, 'what is behind the link cannot be looked at')
    : seen(by, Number.parseInt(mode, 8));
}

/** The most processes that are looked at. */
const MOST_PROCESSES = 4_000;
const AT_ONCE = 64;

/** Whether a `keyward watchdog` runs here, by the arguments of the processes. */
export async function seesWatchdog(eyes: Eyes): Promise<Sight<boolean>> {
  const by = '/proc';
  const names = await eyes.list('/proc');
  if (!Array.isArray(names)) return unseen(by, 'the processes of this host cannot be looked at');
  const pids = (names as readonly string[]).filter((name) => /^\d+$/.test(name));
  let hidden = 0;
  for (let at = 0; at < Math.min(pids.length, MOST_PROCESSES); at += AT_ONCE) {
    const read = await Promise.all(pids.slice(at, at + AT_ONCE).map((pid) => eyes.read(`/proc/${pid}/cmdline`, 4_096)));
    if (read.some((one) => 'bytes' in one && isWatchdog(one.bytes))) return seen(by, true);
    hidden += read.filter((one) => 'fault' in one && one.fault === 'denied').length;
  }
  if (hidden > 0 || pids.length > MOST_PROCESSES) return unseen(by, 'not every process can be looked at');
  return seen(by, false);
}

const SCRIPT = /(?:^|\/)keyward$|\/cli\/main\.js$/;

/** `node …/keyward watchdog`, `keyward --config x watchdog`, `node dist/cli/main.js watchdog`. */
export function isWatchdog(cmdline: Buffer): boolean {
  const [program = '', ...words] = cmdline.toString('latin1').split('\0');
  if (!words.includes('watchdog')) return false;
  const script = words.find((word) => !word.startsWith('-')) ?? '';
  return SCRIPT.test(program) || (/(?:^|\/)node(?:js)?$/.test(program) && SCRIPT.test(script));
}
