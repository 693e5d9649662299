import { describe, expect, it } from 'vitest';
import type { flatten, Residue, Target, TargetReport } from '../killswitch/index.ts';
import { planOf } from './kill-plan.ts';

const reportOf = (residue: readonly Residue[]): TargetReport => ({
  key: 'main',
  exchange: 'binance',
  state: 'residue',
  cancelled: 0,
  closed: [],
  sold: [],
  dust: [],
  kept: [],
  residue,
  unseen: [],
  calls: 3,
  durationMs: 1,
});

describe('what the kill switch would do', () => {
  it('does not promise what no order of its own can do', async () => {
    const round = async () =>
      reportOf([
        { what: 'holding', name: 'ETH', amount: '2', why: 'it is not sold yet' },
        { what: 'holding', name: 'BTC', amount: '-1', why: 'it is borrowed: buy it back and repay it on the exchange' },
        {
          what: 'holding',
          name: 'LUNA',
          amount: '7',
          why: 'LUNA/USDT does not trade now, halted or delisted: sell it when it does, or name it in kill.keep',
        },
        { what: 'position', name: 'BTC/USDT:USDT', amount: '1', why: 'it is still open' },
        { what: 'position', name: 'BTCUSD_PERP', amount: '9', why: 'Keyward does not know how this market is closed' },
      ]);
    const wishes = { depth: 'flat', keep: [], withinMs: 1 } as const;
    const plan = await planOf('main', {} as Target, wishes, round as unknown as typeof flatten);
    expect(plan).toMatchObject({ state: 'read', sells: ['2 ETH'], closes: ['1 BTC/USDT:USDT'] });
    expect(plan.cannot.map((text) => text.split(':')[0])).toEqual(['-1 BTC', '7 LUNA', '9 BTCUSD_PERP']);
  });
});
