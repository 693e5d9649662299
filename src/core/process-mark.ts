import { readFileSync } from 'node:fs';
import { isAlive } from './files.ts';

/** When a process began, in ticks since the host did; '0' where the system does not say. */
export function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program, in brackets, may hold anything.
    return /^\d+$/.exec(text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '')?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** Names a process so that another one that is given its number later is not taken for it. */
export function markOf(pid: number): string {
  return `${pid} ${startOf(pid)}`;
}

/** True when the process of this mark has ended, and for what is no mark. */
export function isGone(mark: string): boolean {
  const [, pid, start] = /^([1-9]\d{0,9}) (\d+)$/.exec(mark) ?? [];
  if (pid === undefined || start === undefined) return true;
  const now = startOf(Number(pid));
  return !isAlive(Number(pid)) || (start !== '0' && now !== '0' && now !== start);
}
