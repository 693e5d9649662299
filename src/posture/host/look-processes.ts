import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { type Account, readAccounts } from './accounts.ts';
import { wordsOf } from './asking.ts';
import type { RunningProgram } from './facts.ts';

const MOST = 4_000;
const TICKS_PER_S = 100;

export interface ProcessList {
  readonly programs: readonly RunningProgram[];
  readonly accounts: readonly Account[];
  /** The process that looks. */
  readonly own: number;
}

/** Every process that is not a thread of the kernel. */
export async function lookProcesses(eyes: Eyes): Promise<Sight<ProcessList>> {
  const [names, uptime, passwd, own] = await Promise.all([
    eyes.list('/proc'),
    wordsOf(eyes, '/proc/uptime'),
    wordsOf(eyes, '/etc/passwd'),
    wordsOf(eyes, '/proc/self/stat'),
  ]);
  if ('fault' in names) return unseen('/proc', 'the processes are not seen: /proc could not be read');
  const pids = names.filter((name) => /^\d+$/.test(name));
  if (pids.length > MOST) return unseen('/proc', `there are more than ${MOST} processes, too many to look at`);
  const accounts = readAccounts(passwd ?? '');
  const upS = Number.parseFloat(uptime ?? '0');
  const found = await Promise.all(pids.map((pid) => lookOne(eyes, Number(pid), upS, accounts)));
  const programs = found.filter((one) => one !== undefined);
  return seen('/proc', { programs, accounts, own: Number.parseInt(own ?? '0', 10) });
}

async function lookOne(
  eyes: Eyes,
  pid: number,
  upS: number,
  accounts: readonly Account[],
): Promise<RunningProgram | undefined> {
  const [stat, folder] = await Promise.all([wordsOf(eyes, `/proc/${pid}/stat`), eyes.look(`/proc/${pid}`)]);
  const parsed = readStat(stat ?? '');
  if (!parsed || 'fault' in folder || parsed.parent === 2 || pid === 2) return undefined;
  const { uid } = folder;
  return {
    name: parsed.name,
    pid,
    uid,
    user: accounts.find((one) => one.uid === uid)?.name ?? String(uid),
    ageMs: Math.max(0, (upS - parsed.startTicks / TICKS_PER_S) * 1000),
    parent: parsed.parent,
  };
}

/** A name may hold anything, brackets and spaces too: the last bracket ends it. */
export function readStat(
  text: string,
): { readonly name: string; readonly parent: number; readonly startTicks: number } | undefined {
  const found = /^\d+ \(([\s\S]*)\) (.*)/.exec(text.trimEnd());
  const words = found?.[2]?.split(' ') ?? [];
  const [parent, startTicks] = [Number(words[1]), Number(words[19])];
  // A process that has ended and waits to be noticed is none.
  if (!found || words[0] === 'Z' || !Number.isFinite(parent) || !Number.isFinite(startTicks)) return undefined;
  return { name: (found[1] ?? '').replace(/[^\x20-\x7e]/g, '?'), parent, startTicks };
}

/** The container of a process, from its cgroup. */
export async function containerOf(eyes: Eyes, pid: number): Promise<string | undefined> {
  const groups = (await wordsOf(eyes, `/proc/${pid}/cgroup`)) ?? '';
  const found =
    /(?:docker|libpod|cri-containerd|kubepods)[-/:][^\n]*?([0-9a-f]{12})[0-9a-f]{20,}/.exec(groups) ??
    /\/lxc(?:\.payload)?[./]([\w.-]+)/.exec(groups);
  return found?.[1];
}
