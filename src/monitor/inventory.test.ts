import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { Inventory, type SavedInventory } from './inventory.ts';
import { d, judgeOf, MARKET, moved, START } from './scene.contract.ts';

const DAY_MS = 86_400_000;

describe('the inventory', () => {
  const told: Finding[] = [];
  afterEach(() => told.splice(0));
  const over: string[] = [];
  const inventory = (saved?: SavedInventory, changes: Parameters<typeof judgeOf>[1] = {}) =>
    new Inventory({
      key: 'main',
      judge: judgeOf(undefined, changes).judge,
      saved,
      tell: (finding) => told.push(finding),
      over: (about) => over.push(about),
      isMadeHere: (label) => label === 'kw-made-here',
    });
  const position = (market: string, quantity: string) =>
    ({ what: 'position', symbol: market, kind: 'linear', market, quantity: d(quantity) }) as const;

  it('tells of a sub-account and an address that were not there at first', () => {
    const one = inventory();
    for (const word of ['sub-account', 'address'] as const) {
      one.named(word, [{ what: word, id: 'old' }]);
      one.named(word, [
        { what: word, id: 'old' },
        { what: word, id: 'new', label: 'cold' },
      ]);
      one.named(word, [{ what: word, id: 'new', label: 'cold' }]);
    }
    expect(told.map(({ kind, isSecurity }) => [kind, isSecurity])).toEqual([
      ['sub-account', true],
      ['address', true],
    ]);
    const again = inventory(one.save());
    told.splice(0);
    again.named('address', [
      { what: 'address', id: 'new' },
      { what: 'address', id: 'third' },
    ]);
    expect(told.map(({ about }) => about)).toEqual(['address main third']);
  });

  it('tells of a key of a sub-account that was not there at first, which stops nobody', () => {
    const one = inventory();
    const key = (print: string, label?: string) =>
      ({ what: 'key', id: `alice ${print}`, of: 'alice', ...(label === undefined ? {} : { label }) }) as const;
    one.named('key', [key('aaa')]);
    one.named('key', [key('aaa'), key('bbb', 'mine'), key('ccc', 'kw-made-here'), key('ddd')]);
    inventory(one.save()).named('key', [key('bbb'), key('aaa')]);
    expect(told.map(({ about, severity, isSecurity }) => `${about} ${severity} ${isSecurity}`)).toEqual([
      'key-changed main new alice bbb warning false',
      'key-changed main new alice ccc info false',
      'key-changed main new alice ddd warning false',
    ]);
    expect(told[0]).toMatchObject({
      says: 'there is a new key of the sub-account alice: mine',
      evidence: ['fingerprint bbb'],
    });
  });

  it('tells of positions where no bot trades, but for those that were there', () => {
    const one = inventory();
    one.positions([position('DOGE/USDT:USDT', '5'), position(MARKET, '1')]);
    one.positions([position('DOGE/USDT:USDT', '6'), position('PEPE/USDT:USDT', '-1')]);
    expect(told.map(({ market }) => market)).toEqual(['PEPE/USDT:USDT']);
  });

  it('takes what the first look at each list shows as it is, and what a later look shows as new', () => {
    const one = inventory();
    one.positions([position('DOGE/USDT:USDT', '5')], 'USD-M');
    one.positions([position('ETH/USD:ETH', '5')], 'COIN-M');
    one.named('address', []);
    expect(told).toEqual([]);
    // A list that was not read in the last run is first read in this one; one that was empty was read.
    const again = inventory(JSON.parse(JSON.stringify(one.save())));
    again.positions([position('SOL/USDT:USDT', '5')], 'options');
    again.positions([position('DOGE/USDT:USDT', '5')], 'USD-M');
    expect(told).toEqual([]);
    again.named('address', [{ what: 'address', id: 'new' }]);
    again.positions([position('PEPE/USDT:USDT', '5')], 'COIN-M');
    expect(told.map(({ kind }) => kind)).toEqual(['address', 'position-foreign']);
    inventory(JSON.parse(JSON.stringify(again.save()))).positions([position('PEPE/USDT:USDT', '5')], 'COIN-M');
    expect(told).toHaveLength(2);
  });

  it('takes a position that is gone for several looks, and comes again, for another', () => {
    const one = inventory();
    one.positions([position('DOGE/USDT:USDT', '5')]);
    one.positions([]);
    one.positions([position('DOGE/USDT:USDT', '5')]);
    expect(told).toEqual([]);
    const times = (list: SavedInventory | undefined) => {
      const next = inventory(list);
      for (let look = 0; look < 3; look++) next.positions([position('ETH/USDT:USDT', '0')]);
      next.positions([position('DOGE/USDT:USDT', '5')], 'positions', START);
      return next;
    };
    const second = times(one.save());
    expect(told.map(({ about }) => about)).toEqual([
      `position-foreign main linear DOGE/USDT:USDT ${new Date(START).toISOString()}`,
    ]);
    for (let look = 0; look < 3; look++) second.positions([]);
    expect(over).toEqual([told[0]!.about]);
    second.positions([position('DOGE/USDT:USDT', '5')], 'positions', START + 1_000);
    expect(told).toHaveLength(2);
  });

  it('takes a position that was opened while others may trade as known, and none that comes after their time', () => {
    const declared = [{ who: 'the owner', fromMs: START - 1_000, toMs: START + 1_000 }];
    const during = inventory(undefined, { declared: () => declared });
    during.positions([]);
    during.positions([position('DOGE/USDT:USDT', '5')]);
    const after = inventory(during.save(), { declared: () => declared, hostMs: () => START + 2_000 });
    after.positions([position('DOGE/USDT:USDT', '5')]);
    expect(told).toEqual([]);
    after.positions([position('PEPE/USDT:USDT', '5')]);
    expect(told.map(({ kind }) => kind)).toEqual(['position-foreign']);
  });

  it('tells of each move once, also when it is done, and takes its value once', () => {
    const one = inventory();
    const pending = moved({ state: 'pending' });
    expect([one.move(pending), one.move(pending), one.move(moved())]).toEqual([
      { amount: d('-100') },
      undefined,
      undefined,
    ]);
    expect(told.map(({ about }) => about)).toEqual(['withdrawal main w1', 'withdrawal main w1']);
    expect(inventory(one.save()).move(moved())).toBeUndefined();
    expect(one.move(moved({ kind: 'deposit', state: 'pending' }))).toBeUndefined();
    expect(one.move(moved({ kind: 'deposit' }))).toEqual({ amount: d('100') });
  });

  it('gives a withdrawal back that comes to nothing, once, and none from before the watch', () => {
    const one = inventory();
    one.move(moved({ state: 'pending' }));
    expect(one.leavingSinceMs(START)).toBe(START + 1_000);
    const next = inventory(one.save());
    expect(next.leavingSinceMs(START)).toBe(START + 1_000);
    const failed = moved({ state: 'failed' });
    expect([next.move(failed), next.move(failed)]).toEqual([{ amount: d('100'), isBack: true }, undefined]);
    expect(next.leavingSinceMs(START)).toBeUndefined();
    expect([6, 8].map((days) => one.leavingSinceMs(START + days * DAY_MS))).toEqual([START + 1_000, undefined]);
    const older = { id: 'w0', atMs: START - 600_000 };
    one.move(moved({ ...older, state: 'pending' }));
    expect(one.move(moved({ ...older, state: 'failed' }))).toBeUndefined();
  });
});
