import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SeenPosition, Unclear } from '../exchanges/index.ts';
import { flatten } from './flatten.ts';
import { AccountScene, d } from './scene.contract.ts';
import type { KillWishes, TargetReport } from './target.ts';

let scene: AccountScene;
let said: string[];
beforeEach(() => {
  scene = new AccountScene();
  said = [];
});

const run = (wishes: Partial<KillWishes> = {}): Promise<TargetReport> =>
  flatten(scene.target, { depth: 'flat', keep: [], quote: 'USDT', withinMs: 60_000, ...wishes }, (says) =>
    said.push(says),
  );

function fill(): void {
  scene.open('BTC/USDT');
  scene.open('ETH/USDT:USDT', { side: 'sell', isProtective: true, reduceOnly: true });
  scene.positions.set('ETH/USDT:USDT', d('2'));
  scene.positions.set('BTC/USDT:USDT', d('-3.5'));
  scene.holdings.set('BTC', d('1'));
  scene.holdings.set('USDT', d('50'));
}

const rejected = (code: string) => ({ outcome: { kind: 'rejected' as const, code } });

const unclear = { unclear: true, cause: 'other', message: 'no' } as unknown as Unclear;

describe('making an account flat', () => {
  it('cancels, closes and sells, and tells exactly what', async () => {
    fill();
    scene.holdings.set('ODD', d('3'));
    const report = await run();
    expect(report).toMatchObject({ state: 'flat', cancelled: 2, residue: [], dust: [], kept: [] });
    expect([...report.closed].sort()).toEqual(['2 ETH/USDT:USDT', '3.5 BTC/USDT:USDT']);
    expect([...report.sold].sort()).toEqual(['3 ODD', '4 BTC']);
    expect([[...scene.orders], [...scene.positions], [...scene.holdings.keys()]]).toEqual([[], [], ['USDT']]);
  });

  it('looks twice before it says flat, all lists the second time', async () => {
    const report = await run();
    expect(report).toMatchObject({ state: 'flat', calls: 6 });
    expect(scene.nowMs).toBeGreaterThanOrEqual(400);
  });

  it('asks for no list again that was clean until all seem to be', async () => {
    scene.holdings.set('BTC', d('1'));
    await run();
    expect(scene.asked.filter((name) => name === 'positions')).toHaveLength(2);
  });

  it('asks for a list that is empty less often, while something in another is stuck', async () => {
    scene.emptyLists = [['options positions', 'positions']];
    fill();
    scene.chance = { order: () => rejected('NO') };
    expect(await run({ withinMs: 20_000 })).toMatchObject({ state: 'residue' });
    const times = (name: string) => scene.asked.filter((one) => one === name).length;
    expect(times('options positions')).toBeGreaterThan(1);
    expect(times('positions')).toBeGreaterThanOrEqual(times('options positions') * 2);
  });

  it('sees what arrives in a list that was empty before it says flat', async () => {
    scene.holdings.set('BTC', d('1'));
    let looks = 0;
    scene.chance = {
      list: (name) => {
        if (name === 'orders' && ++looks === 2) scene.open('BTC/USDT');
        return undefined;
      },
    };
    expect(await run()).toMatchObject({ state: 'flat', cancelled: 1 });
    expect(scene.orders.size).toBe(0);
  });

  it('leaves a stop until its position is closed, and cancels all other orders before', async () => {
    fill();
    await run();
    const closed = scene.asked.indexOf('place');
    expect(scene.asked.indexOf('cancel many')).toBeLessThan(closed);
    expect(scene.asked.lastIndexOf('cancel many')).toBeGreaterThan(closed);
  });

  /** A long on margin, which stands until an order that is taken closes it. */
  function margin(position: Partial<SeenPosition>, take: () => boolean): void {
    scene.open('ETH/USDT');
    scene.open('BTC/USDT', { symbol: 'XBTUSDT', side: 'sell', isProtective: true, reduceOnly: true });
    const held = { what: 'position', kind: 'spot', symbol: 'BTCUSDT', quantity: d('2'), ...position } as const;
    let isOpen = true;
    scene.chance = {
      list: (name) => (name === 'positions' ? { records: isOpen ? [held] : [] } : undefined),
      order: () => {
        if (!take()) return rejected('LACK');
        isOpen = false;
        return { outcome: { kind: 'accepted' } };
      },
    };
  }
  const acts = () => scene.asked.filter((name) => /^cancel|^place/.test(name));

  it('leaves a stop of a position on margin too, also where its market is spelled otherwise', async () => {
    margin({ market: 'BTC/USDT' }, () => true);
    expect((await run()).state).toBe('flat');
    expect(acts()).toEqual(['cancel many', 'place', 'cancel many']);
  });

  it('closes a position whole where no order does, and takes the stop that holds it first', async () => {
    const tries = [false, true];
    margin({}, () => tries.shift()!);
    scene.orders.set('2', { ...scene.orders.get('2')!, symbol: 'BTCUSDT' });
    scene.closing = { ...scene.closing, closePosition: (order) => scene.closing.place(order, 'live') };
    expect((await run()).state).toBe('flat');
    expect(acts()).toEqual(['cancel many', 'place', 'cancel many', 'place']);
  });

  it('leaves a stop that turns up while other orders are stuck, until its position is closed', async () => {
    const stuck = scene.open('BTC/USDT');
    let looks = 0;
    let stop: string | undefined;
    const wasThere: boolean[] = [];
    scene.chance = {
      cancel: (id) => id !== stuck || looks > 6,
      list: (name) => {
        if (name !== 'orders' || ++looks !== 2) return undefined;
        stop = scene.open('ETH/USDT:USDT', { side: 'sell', isProtective: true, reduceOnly: true });
        scene.positions.set('ETH/USDT:USDT', d('2'));
        return undefined;
      },
      order: ({ quantity }) => {
        wasThere.push(scene.orders.has(stop!));
        return { outcome: { kind: 'accepted' }, filled: quantity };
      },
    };
    expect((await run()).state).toBe('flat');
    expect(wasThere).toEqual([true]);
  });

  it('leaves a stop while nobody knows whether there is a position', async () => {
    fill();
    scene.chance = { list: (name) => (name === 'positions' ? unclear : undefined) };
    const report = await run({ withinMs: 3_000 });
    expect([...scene.orders.values()].map(({ isProtective }) => isProtective)).toEqual([true]);
    expect(report.state).toBe('residue');
    expect(report.residue).toContainEqual({ what: 'unread', name: 'positions', why: 'positions: no' });
  });

  it('closes both legs of a market beside each other, each by its name', async () => {
    scene.positions.set('BTC/USDT:USDT LONG', d('2'));
    scene.positions.set('BTC/USDT:USDT SHORT', d('-1'));
    const report = await run();
    expect(report.state).toBe('flat');
    expect(scene.placed.map(({ leg, side, quantity }) => [leg, side, quantity])).toEqual([
      ['LONG', 'sell', d('2')],
      ['SHORT', 'buy', d('1')],
    ]);
    expect(report.closed).toEqual(['2 BTC/USDT:USDT LONG', '1 BTC/USDT:USDT SHORT']);
  });

  it('closes the size that there is when it looks, however it changes', async () => {
    scene.positions.set('BTC/USDT:USDT', d('2'));
    const grown = ['1', '4'];
    scene.chance = {
      order: ({ quantity }) => {
        const more = grown.shift();
        if (more !== undefined) scene.positions.set('BTC/USDT:USDT', d(more));
        return { outcome: { kind: 'accepted' }, filled: quantity };
      },
    };
    await run();
    expect(scene.positions.size).toBe(0);
  });

  it('goes over to limits that reach further each time, after an order at the market was taken and did nothing', async () => {
    scene.holdings.set('BTC', d('1'));
    scene.chance = {
      order: ({ limit, quantity }) => ({
        outcome: { kind: 'accepted' },
        ...(limit !== undefined && limit < d('95') ? { filled: quantity } : {}),
      }),
    };
    expect((await run()).state).toBe('flat');
    expect(scene.placed.map(({ limit }) => limit)).toEqual([undefined, d('98.5'), d('97.02'), d('94.05')]);
  });

  it('waits before it sells again what may have been sold, and does not when the balance shows it', async () => {
    scene.holdings.set('BTC', d('1'));
    let lost = 1;
    scene.chance = { unanswered: (name) => (name === 'place' && lost-- > 0 ? false : undefined) };
    const report = await run();
    expect([report.state, report.sold]).toEqual(['flat', ['1 BTC']]);
    expect(scene.nowMs).toBeGreaterThan(3_000);
    scene = new AccountScene();
    scene.holdings.set('BTC', d('1'));
    lost = 1;
    scene.chance = { unanswered: (name) => (name === 'place' && lost-- > 0 ? true : undefined) };
    expect(await run()).toMatchObject({ state: 'flat', sold: ['1 BTC'] });
    expect([scene.placed.length, scene.nowMs < 2_000]).toEqual([1, true]);
  });

  it('looks anew at what was dust once it is more', async () => {
    scene.holdings.set('BTC', d('0.04'));
    scene.holdings.set('ODD', d('2'));
    const report = await run();
    expect(report.dust).toEqual(['0.04 BTC: too small to be sold']);
    expect(scene.holdings.get('BTC')).toBe(d('0.04'));
    expect([...report.sold].sort()).toEqual(['2 BTC', '2 ODD']);
  });

  it('does not believe that much is too small', async () => {
    scene.holdings.set('BTC', d('500'));
    scene.chance = { order: () => rejected('DUST') };
    const report = await run({ withinMs: 3_000 });
    expect(report).toMatchObject({ state: 'residue', dust: [], sold: [] });
    expect(report.residue[0]?.why).toBe('the exchange calls it too small, which it is not');
  });

  it('names what is kept once, however its amount changes', async () => {
    scene.holdings.set('BTC', d('1'));
    scene.open('ETH/USDT');
    let asked = 0;
    scene.chance = {
      list: (name) => {
        if (name === 'balances') scene.holdings.set('BTC', d(`${++asked}`));
        return undefined;
      },
    };
    const { kept, state } = await run({ keep: ['BTC'] });
    expect([state, kept]).toEqual(['flat', [`${asked} BTC: kept as the settings say`]]);
  });

  it('ends at once where nothing can be done, and says why', async () => {
    scene.positions.set('UNKNOWN/USDT:USDT', d('1'));
    const report = await run();
    expect(report.residue).toEqual([
      {
        what: 'position',
        name: 'UNKNOWN/USDT:USDT',
        amount: '1',
        why: 'Keyward does not know how this market is closed',
      },
    ]);
    expect(report.durationMs).toBeLessThan(1_000);
  });

  it.each(['positions', 'balances'])(
    'says why what is left was refused, also when the time is up while %s are read',
    async (list) => {
      scene.positions.set('BTC/USDT:USDT', d('2'));
      scene.holdings.set('ETH', d('3'));
      let looks = 0;
      scene.chance = {
        order: () => rejected('CLOSED'),
        list: (name) => {
          if (name === list && ++looks === 3) scene.nowMs += 60_000;
          return undefined;
        },
      };
      const { residue } = await run();
      expect(looks).toBe(3);
      expect(residue.map(({ name, why }) => [name, why])).toEqual([
        ['BTC/USDT:USDT', 'the exchange refuses the order (CLOSED)'],
        ['ETH', 'the exchange refuses the order (CLOSED)'],
      ]);
    },
  );

  it('names the side of a market that it cannot close', async () => {
    scene.positions.set('BTC/USDT:USDT LONG', d('2'));
    scene.positions.set('BTC/USDT:USDT SHORT', d('-1'));
    scene.chance = { order: ({ leg }) => (leg === 'SHORT' ? rejected('CLOSED') : undefined) };
    const { residue } = await run({ withinMs: 3_000 });
    expect(residue.map(({ name }) => name)).toEqual(['BTC/USDT:USDT SHORT']);
  });

  it('sells nothing, and does not say flat, while the markets cannot be read', async () => {
    scene.holdings.set('BTC', d('1'));
    scene.instruments = [];
    const report = await run({ withinMs: 2_000 });
    expect(report).toMatchObject({ state: 'residue', sold: [] });
    expect(report.residue[0]).toMatchObject({
      what: 'holding',
      name: 'BTC',
      why: 'the markets of the exchange could not be read',
    });
  });

  it('cancels what it sees where a part of the list is missing, and does not say flat', async () => {
    scene.open('BTC/USDT');
    scene.chance = {
      list: (name) => (name === 'orders' ? { records: [...scene.orders.values()], isCut: true } : undefined),
    };
    const report = await run({ withinMs: 2_000 });
    expect([scene.orders.size, report.state]).toEqual([0, 'residue']);
    expect(report.residue).toEqual([
      { what: 'order', name: 'BTC/USDT 1', why: 'it is still open' },
      { what: 'unread', name: 'open orders', why: 'orders: the list is longer than the exchange shows' },
    ]);
  });

  it('says unreached when nothing was ever read, and ends in its time', async () => {
    scene.chance = { unanswered: () => false };
    const report = await run({ withinMs: 20_000 });
    expect(report).toMatchObject({ state: 'unreached', cancelled: 0 });
    expect(report.durationMs).toBeLessThan(21_000);
    // Longer and longer between the rounds: Kraken forgives a call in three seconds.
    expect(report.calls).toBeLessThan(30);
  });

  it('goes on when nobody listens any more', async () => {
    fill();
    const report = await flatten(scene.target, { depth: 'flat', keep: [], withinMs: 9_000 }, () => {
      throw new Error('EPIPE');
    });
    expect(report.state).toBe('flat');
  });

  it('tells the truth, closes and sells no more than there is, whatever the exchange does', async () => {
    const fates = fc.array(
      fc.constantFrom('fine', 'lost', 'done but lost', 'BAND', 'LACK', 'ODD CODE', 'idle', 'half', 'garbage'),
      { maxLength: 60 },
    );
    const lists = fc.array(fc.constantFrom('fine', 'fine', 'fine', 'unclear', 'cut'), { maxLength: 40 });
    const sizes = fc.record({
      orders: fc.nat(12),
      btc: fc.nat(40),
      odd: fc.nat(40),
      long: fc.nat(40),
      short: fc.nat(40),
    });
    await fc.assert(
      fc.asyncProperty(
        fates,
        lists,
        sizes,
        fc.integer({ min: 100, max: 60_000 }),
        async (fate, list, size, withinMs) => {
          scene = new AccountScene();
          for (let index = 0; index < size.orders; index++)
            scene.open(
              index % 2 === 0 ? 'BTC/USDT' : 'ETH/USDT:USDT',
              index % 3 === 0 ? { isProtective: true, reduceOnly: true } : {},
            );
          const tenth = (count: number) => d((count / 10).toFixed(1));
          if (size.btc > 0) scene.holdings.set('BTC', tenth(size.btc));
          if (size.odd > 0) scene.holdings.set('ODD', tenth(size.odd));
          if (size.long > 0) scene.positions.set('BTC/USDT:USDT', tenth(size.long));
          if (size.short > 0) scene.positions.set('ETH/USDT:USDT', d(`-${(size.short / 10).toFixed(1)}`));
          scene.chance = {
            unanswered: (name) => {
              if (!/place|cancel/.test(name)) return undefined;
              const next = fate[0];
              if (next !== 'lost' && next !== 'done but lost') return undefined;
              fate.shift();
              return next === 'done but lost';
            },
            order: ({ quantity }) => {
              const next = fate.shift();
              if (next === 'BAND' || next === 'LACK' || next === 'ODD CODE') return rejected(next);
              if (next === 'idle') return { outcome: { kind: 'accepted' } };
              if (next === 'garbage') return { outcome: { kind: 'unknown' } };
              if (next === 'half')
                return { outcome: { kind: 'accepted' }, filled: (quantity / 2n) as ReturnType<typeof d> };
              return undefined;
            },
            list: () => {
              const next = list.shift();
              return next === 'unclear' ? unclear : next === 'cut' ? { records: [], isCut: true } : undefined;
            },
          };
          const report = await run({ withinMs });
          const named = [...report.dust, ...report.kept].map((text) => text.split(' ')[1]);
          const left = [...scene.holdings.keys()].filter((asset) => asset !== 'USDT' && !named.includes(`${asset}:`));
          if (report.state === 'flat') {
            expect([[...scene.orders], [...scene.positions], left]).toEqual([[], [], []]);
            expect(report.residue).toEqual([]);
          } else expect(report.residue.length).toBeGreaterThan(0);
          expect(report.durationMs).toBeLessThan(withinMs + 5_000);
        },
      ),
      { numRuns: 300 },
    );
  });
});
