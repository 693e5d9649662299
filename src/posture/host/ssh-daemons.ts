import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, isSeen, textOf } from './asking.ts';
import type { RunningProgram } from './facts.ts';
import { containerOf } from './look-processes.ts';

/** A program of sshd with the options that change its settings. */
export interface SshDaemon {
  readonly program: string;
  readonly options: readonly string[];
}

/** Folders that root alone writes. */
export const genuineSshd = /^(\/(?:usr\/(?:local\/)?)?s?bin\/sshd)(?: \(deleted\))?$/;

/** The daemons that run. Everybody may call a program sshd and write any words into its title: only root's own count. */
export async function lookDaemons(
  eyes: Eyes,
  programs: readonly RunningProgram[],
): Promise<Sight<readonly SshDaemon[]>> {
  const named = programs.filter(({ name, uid }) => name === 'sshd' && uid === 0).sort((a, b) => a.pid - b.pid);
  const found = new Map<string, SshDaemon>();
  for (const { pid, parent } of named) {
    // Sessions are children of their daemon.
    if (named.some((one) => one.pid === parent)) continue;
    const one = await lookDaemon(eyes, pid);
    if ('unseen' in one) return one;
    if (one.seen !== 'none') found.set(JSON.stringify(one.seen), one.seen);
  }
  return seen('/proc', [...found.values()]);
}

async function lookDaemon(eyes: Eyes, pid: number): Promise<Sight<SshDaemon | 'none'>> {
  const by = `/proc/${pid}`;
  const [status, title, link, container, own] = await Promise.all([
    textOf(eyes, `${by}/status`),
    textOf(eyes, `${by}/cmdline`),
    ask(eyes, ['readlink', `${by}/exe`]),
    containerOf(eyes, pid),
    containerOf(eyes, 1),
  ]);
  const ended = seen(by, 'none' as const);
  if (!(await isSeen(eyes, by))) return ended;
  const isOfRoot = 'seen' in status && /^Uid:\s+0\s+0\s+0\b/m.test(status.seen ?? '');
  // A program that became root by its mode was started by somebody else, under a name of his choice.
  if ('seen' in status && status.seen !== undefined && !isOfRoot) return ended;
  if (container !== undefined && container !== own) return ended;
  if (eyes.uid !== 0) return unseen(by, 'sshd tells its settings to root only: run keyward check with sudo');
  const program = 'seen' in link ? genuineSshd.exec(link.seen.out.trim())?.[1] : undefined;
  if (program === undefined || 'unseen' in title || title.seen === undefined)
    return unseen(by, `process ${pid} of root is called sshd, and is none of the system’s folders: it was not asked`);
  if (/^sshd: [^/\s]\S*(?: \[\w+\])?[\0 ]*$/.test(title.seen)) return ended;
  if (title.seen.startsWith('sshd: ') && !title.seen.includes('[listener]'))
    return unseen(by, `with which options sshd was started is not seen (process ${pid})`);
  const options = optionsOf(title.seen.replace(/^sshd: /, '').split(/[\0 ]+/));
  const at = options.indexOf('-f');
  if (at >= 0 && options[at + 1]?.startsWith('/') !== true)
    return unseen(by, `sshd was started with a settings file without its folder (process ${pid})`);
  return seen(by, { program, options });
}

/** `-f FILE`, `-o Name=value` and `-p PORT` among the words of a command line. */
export function optionsOf(words: readonly string[]): readonly string[] {
  const options: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const found = /^-([fop])(.*)$/.exec(words[at] ?? '');
    const value = found?.[2] === '' ? words[++at] : found?.[2];
    if (found?.[1] !== undefined && value !== undefined && value !== '') options.push(`-${found[1]}`, value);
  }
  return options;
}
