import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { HostFacts, ProgramFacts, RunningProgram } from '../facts.ts';
import { reachOf } from '../packets.ts';
import { kindOf, type ProgramKind } from '../programs.ts';

const LONG_MS = 86_400_000;

export const otherServices: Check<HostFacts> = {
  id: 'HOST-19',
  severity: 'medium',
  title: 'nothing else runs here',
  why: 'Every other program is another way in, with its own holes and its own users. A host for bots runs bots, Keyward, SSH, and what those need.',
  how: 'The names of all processes in /proc against a list: web servers, databases, mail, desktop sharing, torrents, CI runners, file shares, miners; and processes of other people that run for more than a day. What the bots here are known to need (jesse its PostgreSQL and Redis, Hummingbot its MQTT) is no finding, and mail for this host alone is none.',
  fix: 'move it to another host, or `systemctl disable --now NAME`',
  undo: '`systemctl enable --now NAME`',
  references: ['systemctl(1)', 'proc(5)'],
  boxes: [27],
  judge: ({ programs, kind }) =>
    whenSeen('other services', programs, (seen, by): readonly Finding[] => {
      const found = [...judgeServices(seen, by), ...judgePeople(seen, by)];
      if (found.length > 0) return found;
      if ('seen' in kind && kind.seen.container !== undefined)
        return [
          {
            result: 'unknown',
            about: 'other services',
            by,
            says: 'a container sees its own processes only: look on the host',
          },
        ];
      return [
        {
          result: 'pass',
          about: 'other services',
          by,
          says: `nothing unrelated is among ${seen.programs.length} processes`,
        },
      ];
    }),
};

function judgeServices(facts: ProgramFacts, by: string): readonly Finding[] {
  const byName = new Map<string, { readonly kind: ProgramKind; readonly programs: RunningProgram[] }>();
  for (const program of facts.programs) {
    const kind = facts.ours.includes(program.pid) ? undefined : kindOf(program.name);
    if (kind === undefined || facts.needed.includes(kind.need ?? '?') || isForThisHost(kind, facts)) continue;
    const known = byName.get(kind.name);
    if (known) known.programs.push(program);
    else byName.set(kind.name, { kind, programs: [program] });
  }
  return [...byName.values()].map(({ kind, programs }) => {
    const [first] = programs;
    const inside = programs.every(({ container }) => container !== undefined) ? ', in a container' : '';
    return {
      result: kind.isGrave ? 'fail' : 'warn',
      about: kind.name,
      by,
      says: `${kind.what} runs here: ${kind.name} (process ${first?.pid}, user ${first?.user}${inside})`,
      ...(kind.isGrave
        ? {
            severity: 'high' as const,
            fix: 'find out who started it: a host on which it runs unasked is not yours any more; move the keys',
          }
        : {}),
    };
  });
}

/** Mail that only this host may hand in is part of every Debian. */
function isForThisHost(kind: ProgramKind, { listeners }: ProgramFacts): boolean {
  if (kind.name !== 'exim4' && kind.name !== 'postfix') return false;
  if ('unseen' in listeners) return false;
  const mail = listeners.seen.filter(({ port, protocol }) => protocol === 'tcp' && [25, 465, 587].includes(port));
  return mail.every(({ address }) => reachOf(address) === 'host');
}

/** What everybody who logs in has. */
const ordinary =
  /^(?:sshd|systemd|\(sd-pam\)|dbus-|bash|sh|dash|zsh|fish|tmux|screen|sudo|su|login|gpg-agent|ssh-agent|sftp-server|node|keyward|mosh-server)/;

function judgePeople({ programs, ours, botUids, lookers }: ProgramFacts, by: string): readonly Finding[] {
  const byUser = new Map<number, RunningProgram[]>();
  for (const one of programs) {
    if (one.uid < 1000 || one.uid >= 60_000 || one.container !== undefined || one.ageMs < LONG_MS) continue;
    if (ours.includes(one.pid) || botUids.includes(one.uid) || lookers.includes(one.uid)) continue;
    if (ordinary.test(one.name) || kindOf(one.name) !== undefined) continue;
    byUser.set(one.uid, [...(byUser.get(one.uid) ?? []), one]);
  }
  return [...byUser.values()].map((own) => {
    const names = [...new Set(own.map(({ name }) => name))];
    const days = Math.floor(Math.max(...own.map(({ ageMs }) => ageMs)) / LONG_MS);
    return {
      result: 'warn',
      severity: 'low',
      about: `processes of ${own[0]?.user}`,
      by,
      says: `${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''} of ${own[0]?.user} run for ${days} ${days === 1 ? 'day' : 'days'}`,
    };
  });
}
