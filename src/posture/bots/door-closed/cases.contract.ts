import type { Cases } from '../../check.ts';
import type { BotFacts } from '../facts.ts';
import { botWith, facts, factsOf, openDoor } from '../scene.contract.ts';

const compose = { file: '/srv/grid/docker-compose.yml', line: 9 };
const local = { ...openDoor, address: '127.0.0.1', reach: 'loopback' } as const;

export const doorClosedCases: Cases<BotFacts> = {
  good: {
    'freqtrade that listens on 127.0.0.1': facts({ doors: [local] }),
    'a compose file that publishes on 127.0.0.1': facts({ doors: [{ ...local, by: compose.file, place: compose }] }),
    'freqtrade without an API': facts({}),
  },
  bad: {
    'freqtrade on 0.0.0.0': facts({ doors: [openDoor] }),
    'OctoBot on ::': facts(
      { doors: [{ ...openDoor, address: '::', what: 'the page of OctoBot' }] },
      { kind: 'octobot' },
    ),
    'a compose file that publishes on all addresses': facts({
      doors: [{ ...openDoor, by: compose.file, place: compose }],
    }),
    'a port that compose chooses': facts({ doors: [{ ...openDoor, port: 'any', by: compose.file, place: compose }] }),
    'an address of a network of its own': facts({ doors: [{ ...openDoor, address: '10.0.0.4', reach: 'private' }] }),
    'the broker of Hummingbot in its compose file': facts(
      { doors: [{ ...openDoor, what: 'the broker emqx', port: '1883', by: compose.file, place: compose }] },
      { kind: 'hummingbot' },
    ),
    'a socket that only /proc tells of': facts(
      {
        doors: [
          {
            what: 'port 9000 of Jesse',
            port: '9000',
            address: '0.0.0.0',
            reach: 'all',
            tls: 'none',
            by: '/proc/net/tcp',
          },
        ],
      },
      { kind: 'jesse' },
    ),
    'one open door beside one that could not be seen': facts(
      { doors: [openDoor] },
      { hiddenDoors: 'the sockets of its processes cannot be seen' },
    ),
  },
  near: {
    'a page behind a reverse proxy': facts({ doors: [{ ...openDoor, reach: 'unknown', behind: 'traefik' }] }),
    'a program of the own whose port may speak TLS': facts(
      { doors: [{ ...openDoor, tls: 'unknown' }] },
      { kind: 'ccxt' },
    ),
    'a name instead of an address': facts({ doors: [{ ...openDoor, address: 'bots.internal', reach: 'unknown' }] }),
    'sockets of another user': facts({}, { hiddenDoors: 'the sockets of processes of another user cannot be seen' }),
    'a script that does not run': facts({}, { kind: 'ccxt' }),
    'settings that could not be read': facts(
      { doors: [local] },
      { unread: ['/srv/grid/user_data/config-2.json cannot be read by this user'] },
    ),
    'no bot at all': factsOf(),
    'folders that this user may not see': {
      ...factsOf(botWith({ doors: [local] })),
      gaps: ['/root cannot be read by this user', '/home/bot cannot be read by this user'],
    },
  },
};
