import type { Cases } from '../../check.ts';
import type { BotFacts } from '../facts.ts';
import { facts, factsOf, place } from '../scene.contract.ts';

const login = { what: 'the password of its API', reach: 'all', place } as const;
const sample = { ...login, state: 'sample', source: 'https://www.freqtrade.io/en/stable/rest-api/' } as const;

export const ownLoginCases: Cases<BotFacts> = {
  good: {
    'passwords of its own': facts({
      logins: [
        { ...login, state: 'own' },
        { ...login, what: 'the signing key', state: 'own' },
      ],
    }),
  },
  bad: {
    'the password of the documentation': facts({ logins: [sample] }),
    'the same, on this host alone': facts({ logins: [{ ...sample, reach: 'loopback' }] }),
    'the same at two places': facts({ logins: [sample, { ...sample, place: { file: '/srv/grid/.env', line: 3 } }] }),
    'no password at all': facts({ logins: [{ ...login, state: 'none' }] }),
    'an own password beside a signing key of the documentation': facts({
      logins: [
        { ...login, state: 'own' },
        { ...sample, what: 'the signing key' },
      ],
    }),
  },
  near: {
    'a bot without a page': facts({}),
    'no bot at all': factsOf(),
    'settings that could not be read': facts(
      { logins: [{ ...login, state: 'own' }] },
      { unread: ['/srv/grid/.env cannot be read by this user', '/srv/grid/b.json was not understood'] },
    ),
  },
};
