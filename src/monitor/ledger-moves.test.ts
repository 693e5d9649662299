import { describe, expect, it } from 'vitest';
import type { Decimal } from '../core/index.ts';
import type { SeenFlow } from '../exchanges/index.ts';
import { type Answer, feedOf, pageOf, watchOf } from './account.contract.ts';
import type { Declared } from './declared.ts';
import { d, moved, START } from './scene.contract.ts';

const REFUSED: Answer = { unclear: true, cause: 'permission', message: 'no' };

function line(amount: string, changes: Partial<SeenFlow> = {}): SeenFlow {
  return {
    what: 'flow',
    id: 'l1',
    wallet: 'unified',
    asset: 'USDT',
    amount: amount.startsWith('-') ? (-d(amount.slice(1)) as Decimal) : d(amount),
    cause: 'transfer',
    word: 'TRANSFER_OUT',
    atMs: START + 3_000,
    ...changes,
  };
}

/** An account with a ledger and lists of moves, of which transfers may be refused. */
function sceneOf(declared: readonly Declared[] = []) {
  const shown: Record<string, Answer> = { transfers: REFUSED };
  const scene = watchOf({
    feeds: [
      feedOf('ledger', 'ledger', { wallet: 'unified' }),
      feedOf('transfers', 'transfers'),
      feedOf('withdrawals', 'withdrawals'),
      feedOf('deposits', 'deposits'),
    ],
    show: ({ feed }) => shown[feed] ?? pageOf(),
    declared: () => declared,
  });
  const kinds = () => scene.kinds().filter((kind) => !kind.startsWith('feed-unknown'));
  const looks = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at++) await scene.look();
  };
  return { ...scene, shown, kinds, looks };
}

describe('a line of the ledger', () => {
  it('that says that value left, and that no list explains, is told of as a transfer', async () => {
    const scene = sceneOf();
    await scene.look();
    scene.shown['ledger'] = pageOf(line('-100'));
    await scene.looks(4);
    expect(scene.kinds()).toEqual(['transfer critical']);
    const told = scene.found.at(-1)!;
    expect(told.isSecurity).toBe(true);
    expect(told.says).toBe('100 USDT was moved from unified to another');
    expect(told.evidence.join('\n')).toContain('calls it TRANSFER_OUT, and no list of moves tells of it');
  });

  it.each(['trade', 'fee', 'funding', 'interest', 'liquidation'] as const)('of %s is none', async (cause) => {
    const scene = sceneOf();
    await scene.look();
    scene.shown['ledger'] = pageOf(line('-100', { cause }));
    await scene.looks(4);
    expect(scene.kinds()).toEqual([]);
  });

  it.each([
    ['out, by a word that nobody knows', line('-5', { cause: 'other' }), 'transfer critical'],
    ['out, by a withdrawal', line('-5', { cause: 'withdrawal' }), 'withdrawal critical'],
    ['out, into a product of the exchange', line('-5', { cause: 'product' }), 'transfer warning'],
    ['in, from another account', line('5'), 'transfer warning'],
    ['in, by a deposit', line('5', { cause: 'deposit' }), 'deposit info'],
  ])('is as grave as what it may be: %s', async (_, flow, told) => {
    const scene = sceneOf();
    await scene.look();
    scene.shown['ledger'] = pageOf(flow);
    await scene.looks(34);
    expect(scene.kinds()).toEqual([told]);
  });

  it('is explained by the move that it is of, and a second one of the same size is not', async () => {
    const scene = sceneOf();
    await scene.look();
    scene.shown['ledger'] = pageOf(line('-101', { cause: 'withdrawal' }));
    scene.shown['withdrawals'] = pageOf(moved({ fee: d('1'), atMs: START + 3_000 }));
    await scene.looks(4);
    expect(scene.kinds()).toEqual(['withdrawal critical']);
    scene.shown['ledger'] = pageOf(line('-101', { cause: 'withdrawal' }), line('-101', { id: 'l2' }));
    await scene.looks(4);
    expect(scene.kinds()).toEqual(['withdrawal critical', 'transfer critical']);
  });

  it('of value that only passes through the wallet says nothing', async () => {
    const scene = sceneOf();
    await scene.look();
    const passing = { cause: 'deposit', word: 'Deposit', id: 'l0' } as const;
    scene.shown['ledger'] = pageOf(line('100', passing), line('-100', { atMs: START + 3_500 }));
    await scene.looks(34);
    expect(scene.kinds()).toEqual([]);
  });

  it('is info where the owner has said that value is moved', async () => {
    const scene = sceneOf([{ who: 'the owner', moves: true }]);
    await scene.look();
    scene.shown['ledger'] = pageOf(line('-100'));
    await scene.looks(4);
    expect(scene.kinds()).toEqual(['transfer info']);
  });

  it('that was settled is not told again after a restart', async () => {
    const scene = sceneOf();
    await scene.look();
    scene.shown['ledger'] = pageOf(line('-100'));
    scene.shown['withdrawals'] = pageOf(moved({ atMs: START + 3_000 }));
    await scene.looks(4);
    const memory = JSON.parse(JSON.stringify(scene.account.save()));
    const again = watchOf({
      memory,
      feeds: [feedOf('ledger', 'ledger', { wallet: 'unified' }), feedOf('transfers', 'transfers')],
      show: ({ feed }) => (feed === 'ledger' ? pageOf(line('-100')) : REFUSED),
    });
    for (let at = 0; at < 4; at++) await again.look();
    expect(again.kinds().filter((kind) => !kind.startsWith('feed'))).toEqual([]);
  });
});
