import type { FoundBots } from '../bots/found.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { OtherBot } from './facts.ts';

/** Bot processes that `keyward run` has not started, and whether each is connected to the bots' port now. `own`: processes to leave out. */
export async function lookOthers(
  eyes: Eyes,
  found: FoundBots,
  { port, own }: { readonly port: number; readonly own: ReadonlySet<number> },
): Promise<Sight<readonly OtherBot[]>> {
  const by = 'ss -H -tnp';
  const processes = found.bots.flatMap((bot) =>
    bot.processes.filter(({ pid }) => !own.has(pid)).map((one) => ({ ...one, name: bot.name })),
  );
  if (processes.length === 0)
    return found.gaps.length === 0
      ? seen('the processes of this host', [])
      : unseen('the processes of this host', found.gaps.join('; '));
  const ran = await eyes.run(['ss', '-H', '-tnp', 'state', 'established'], { timeoutMs: 1_500 });
  if ('fault' in ran || ran.status !== 0) return unseen(by, 'the connections of this host cannot be looked at');
  const speaking = pidsAt(ran.out, port);
  const others = processes.map(({ pid, name, program }) => ({ name, program, speaksToKeyward: speaking.has(pid) }));
  return seen(by, others);
}

/** The processes that hold a connection whose other end is this port of this host, as `ss -H -tnp` lists them. */
export function pidsAt(out: string, port: number): ReadonlySet<number> {
  const pids = new Set<number>();
  for (const line of out.split('\n')) {
    const [addresses = '', users = ''] = line.split(/\s+users:/, 2);
    const peer = addresses.trim().split(/\s+/).at(-1) ?? '';
    const at = peer.lastIndexOf(':');
    if (Number(peer.slice(at + 1)) !== port || !isLoopback(peer.slice(0, at))) continue;
    for (const [, pid] of users.matchAll(/\bpid=(\d+)/g)) pids.add(Number(pid));
  }
  return pids;
}

function isLoopback(address: string): boolean {
  const bare = address
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:/, '')
    .replace(/%.*$/, '');
  return /^127\.\d+\.\d+\.\d+$/.test(bare) || bare === '::1';
}
