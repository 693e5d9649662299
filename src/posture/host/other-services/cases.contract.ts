import type { Cases } from '../../check.ts';
import { seen } from '../../check.ts';
import type { HostFacts, Listener, ProgramFacts, RunningProgram } from '../facts.ts';
import { but, host, sound } from '../sound.contract.ts';

const DAY_MS = 86_400_000;
const programs = (name: string, more: Partial<RunningProgram> = {}, facts: Partial<ProgramFacts> = {}) =>
  but(sound.programs, {
    programs: [{ name, pid: 50, uid: 33, user: 'www-data', ageMs: DAY_MS, parent: 1, ...more }],
    ...facts,
  });
const mail = (address: string): Partial<ProgramFacts> => {
  const listener: Listener = { protocol: 'tcp', address, port: 25, program: 'exim4', pid: 50 };
  return { listeners: seen('ss', [listener]) };
};
const ann = { uid: 1001, user: 'ann', ageMs: 9 * DAY_MS };

export const otherServicesCases: Cases<HostFacts> = {
  good: {
    'SSH and the bot': sound,
    'the database that jesse needs': host({ programs: programs('postgres', {}, { needed: ['postgres', 'redis'] }) }),
    'mail for this host alone': host({ programs: programs('exim4', {}, mail('127.0.0.1')) }),
    'a web server that a bot started': host({ programs: programs('nginx', {}, { ours: [50] }) }),
    'the shell of somebody': host({ programs: programs('tmux: server', ann) }),
    'a program of today': host({ programs: programs('python3', { ...ann, ageMs: 3_600_000 }) }),
    'a program of whoever looks': host({ programs: programs('python3', { ...ann, uid: 1000 }) }),
  },
  bad: {
    'a web server': host({ programs: programs('nginx') }),
    'a database that no bot needs': host({ programs: programs('postgres') }),
    'mail for everybody': host({ programs: programs('exim4', {}, mail('0.0.0.0')) }),
    'a CI runner': host({ programs: programs('Runner.Listener') }),
    'a torrent client': host({ programs: programs('transmission-da') }),
    'desktop sharing': host({ programs: programs('x11vnc') }),
    'a miner': host({ programs: programs('xmrig') }),
    'a web server in a container': host({ programs: programs('nginx', { container: 'abc' }) }),
    'a program of somebody else for days': host({ programs: programs('python3', ann) }),
  },
  near: {
    'a container, which sees itself alone': host({ kind: seen('/proc', { container: 'docker' }) }),
  },
};
