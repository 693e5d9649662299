import { describe, expect, it } from 'vitest';
import type { SeenPosition } from '../exchanges/index.ts';
import { Positions } from './positions.ts';
import { d, START } from './scene.contract.ts';

const DOGE = { symbol: 'DOGEUSDT', kind: 'linear' } as const;
const held = (quantity: string): SeenPosition => ({
  what: 'position',
  ...DOGE,
  quantity: quantity.startsWith('-') ? (-d(quantity.slice(1)) as ReturnType<typeof d>) : d(quantity),
});

function positionsOf() {
  let nowMs = START;
  const positions = new Positions({
    key: 'main',
    positions: new Map(),
    confirmations: 1,
    isUnread: () => false,
    nowMs: () => nowMs,
    found: () => undefined,
    over: () => undefined,
  });
  const look = (atMs: number, ...records: readonly SeenPosition[]): void => {
    nowMs = START + atMs;
    positions.take('USD-M', records);
  };
  return { positions, look };
}

describe('what there was to reduce', () => {
  it('is what a look has shown since then or shortly before, on its side', () => {
    const { positions, look } = positionsOf();
    look(0);
    look(600_000, held('5'));
    look(605_000);
    const was = (side: 'buy' | 'sell', ms: number) => positions.wasHeld({ ...DOGE, side }, START + ms);
    expect([was('sell', 600_000), was('sell', 610_000), was('buy', 610_000)]).toEqual([true, true, false]);
    expect(was('sell', 700_000)).toBe(false);
    look(710_000, held('-5'));
    expect([was('buy', 710_000), was('sell', 710_000)]).toEqual([true, false]);
  });

  it('is found by its market where lists spell the symbol in several ways', () => {
    const { positions, look } = positionsOf();
    const margin = { kind: 'spot', market: 'BTC/USD' } as const;
    look(0, { ...held('-5'), ...margin, symbol: 'XXBTZUSD' });
    const was = (side: 'buy' | 'sell') => positions.wasHeld({ ...margin, symbol: 'XBTUSD', side }, START);
    expect([was('buy'), was('sell')]).toEqual([true, false]);
  });

  it('may be anything in contracts before the first look, and no coin', () => {
    const { positions, look } = positionsOf();
    const was = (kind: 'linear' | 'spot') => positions.wasHeld({ ...DOGE, kind, side: 'sell' }, START);
    expect([was('linear'), was('spot')]).toEqual([true, false]);
    look(1_000);
    expect([was('linear'), was('spot')]).toEqual([true, false]);
    expect(positions.wasHeld({ ...DOGE, side: 'sell' }, START + 1_000)).toBe(false);
  });
});
