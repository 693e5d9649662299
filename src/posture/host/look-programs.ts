import type { BotKind, FoundBots } from '../bots/found.ts';
import { type Sight, seen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { wordsOf } from './asking.ts';
import type { Listener, ProgramFacts, RunningProgram } from './facts.ts';
import { containerOf, type ProcessList } from './look-processes.ts';
import { kindOf } from './programs.ts';

/** Services without which a kind of bot does not run. */
const needs: Partial<Readonly<Record<BotKind, readonly string[]>>> = {
  jesse: ['postgres', 'redis'],
  hummingbot: ['mqtt', 'postgres'],
  nautilus: ['redis', 'postgres'],
};

export async function lookPrograms(
  eyes: Eyes,
  list: ProcessList,
  bots: Promise<FoundBots>,
  listeners: Sight<readonly Listener[]>,
): Promise<Sight<ProgramFacts>> {
  const [{ bots: found }, lookers] = await Promise.all([bots, lookersOf(eyes)]);
  const pids = found.flatMap(({ processes }) => processes.map(({ pid }) => pid));
  const ours = familyOf(list.programs, [...pids, list.own]);
  const programs = await Promise.all(
    list.programs.map(async (one) => {
      const isAsked = kindOf(one.name) !== undefined || one.uid >= 1000;
      const container = isAsked ? await containerOf(eyes, one.pid) : undefined;
      return container === undefined ? one : { ...one, container };
    }),
  );
  return seen('/proc', {
    programs,
    listeners,
    ours: [...ours],
    botUids: found.flatMap(({ processes }) => processes.map(({ uid }) => uid)).filter((uid) => uid !== 0),
    needed: found.flatMap(({ kind }) => needs[kind] ?? []),
    lookers,
  });
}

/** The user who looks, and the one who logged in and became root. */
export async function lookersOf(eyes: Eyes): Promise<readonly number[]> {
  const login = Number.parseInt((await wordsOf(eyes, '/proc/self/loginuid')) ?? '', 10);
  return [eyes.uid, ...(Number.isInteger(login) && login < 4_294_967_295 ? [login] : [])];
}

/** Processes and all that they have started. */
function familyOf(programs: readonly RunningProgram[], roots: readonly number[]): ReadonlySet<number> {
  const family = new Set(roots);
  for (let before = -1; before !== family.size; ) {
    before = family.size;
    for (const { pid, parent } of programs) if (family.has(parent)) family.add(pid);
  }
  return family;
}
