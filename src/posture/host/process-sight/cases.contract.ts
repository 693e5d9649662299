import type { Cases } from '../../check.ts';
import { seen, unseen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';
import { bots, host, run, sound } from '../sound.contract.ts';

const sight = (ptrace: number | undefined, hidesProcesses = true, ...people: readonly string[]) =>
  seen('/proc', { ...(ptrace === undefined ? {} : { ptrace }), hidesProcesses, people });

export const processSightCases: Cases<HostFacts> = {
  good: {
    'Yama and hidepid': sound,
    'nobody else who could look': host({ sight: sight(2, false) }),
    'two processes of one bot': host({ bots: bots([run(), run({ pid: 401 })]) }),
  },
  bad: {
    'no Yama': host({ sight: sight(undefined) }),
    'Yama that allows': host({ sight: sight(0) }),
    'others who see the list': host({ sight: sight(1, false, 'ann') }),
    'two bots as one user': host({ bots: bots([run(), run({ pid: 500, about: 'bot /srv/trend' })]) }),
  },
  near: {
    'a closed file': host({ sight: unseen('/proc', 'could not be read') }),
    'two containers': host({
      bots: bots([run({ container: 'a' }), run({ pid: 500, about: 'bot b', container: 'b' })]),
    }),
  },
};
