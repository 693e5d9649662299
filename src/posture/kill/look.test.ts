import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundBots } from '../bots/found.ts';
import type { Eyes, Ran } from '../eyes.ts';
import { lookOthers, pidsAt } from './look.ts';

const SS = `0 0 127.0.0.1:52044 127.0.0.1:8787 users:(("python3",pid=41,fd=9),("python3",pid=42,fd=9))
0 0 127.0.0.1:8787 127.0.0.1:52044 users:(("node",pid=7,fd=30))
0 0 [::ffff:127.0.0.1]:52046 [::ffff:127.0.0.1]:8787 users:(("java",pid=43,fd=1))
0 0 [::1]:52050 [::1]:8787 users:(("bot pid=99",pid=44,fd=1))
0 0 10.0.0.2:40000 198.51.100.7:8787 users:(("python3",pid=45,fd=3))
0 0 10.0.0.2:40002 198.51.100.7:443 users:(("python3",pid=46,fd=3))
0 0 127.0.0.1:52060 127.0.0.1:8787
`;

describe('the connections to Keyward', () => {
  it('are those whose other end is its port of this host', () => {
    expect([...pidsAt(SS, 8787)].filter((pid) => pid !== 99).sort()).toEqual([41, 42, 43, 44]);
    expect([...pidsAt(SS, 443)]).toEqual([]);
  });

  it('are none of what is no such list', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...pidsAt(text, 8787)].every((pid) => Number.isSafeInteger(pid))).toBe(true);
      }),
    );
  });
});

const bot = (...pids: readonly number[]): FoundBots => ({
  bots: [
    {
      kind: 'ccxt',
      name: '/srv/grid',
      processes: pids.map((pid) => ({ pid, uid: 0, program: 'python3 bot.py' })),
      startedBy: [],
      settingsFiles: [],
    },
  ],
  gaps: [],
});
const eyes = (ran: Ran): Eyes => ({ run: async () => ran }) as unknown as Eyes;
const ss = eyes({ status: 0, out: SS, err: '' });
const at = (own: readonly number[] = []) => ({ port: 8787, own: new Set(own) });

describe('processes that keyward run has not started', () => {
  it('speak to Keyward where a connection of theirs to it stands', async () => {
    const found = await lookOthers(ss, bot(41, 46), at());
    expect(found).toMatchObject({ seen: [{ speaksToKeyward: true }, { speaksToKeyward: false }] });
  });

  it('are all but those that it has started', async () => {
    expect(await lookOthers(ss, bot(41, 46), at([46]))).toMatchObject({ seen: [{ speaksToKeyward: true }] });
    expect(await lookOthers(ss, bot(46), at([46]))).toMatchObject({ seen: [] });
  });

  it('are not seen where nobody can look', async () => {
    expect(await lookOthers(eyes({ fault: 'missing' }), bot(41), at())).toHaveProperty('unseen');
    expect(await lookOthers(ss, { bots: [], gaps: ['other users'] }, at())).toMatchObject({ unseen: 'other users' });
  });
});
