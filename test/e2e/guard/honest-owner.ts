import { parseDecimal } from '../../../src/core/index.ts';
import { isRejection, type Rejection } from '../../../src/practice/core/order.ts';
import { rest, type Step, type StepParts } from './honest-steps.ts';

/** Value comes in and leaves by the funding wallet. */
const fundingFirst: ReadonlySet<string> = new Set(['okx', 'bybit']);

const d = (value: string) => parseDecimal(value)!;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Throws where the practice exchange has refused. */
function done<T extends object>(result: T): Exclude<T, Rejection> {
  if (isRejection(result)) throw new Error(`refused: ${result.reason}`);
  return result as Exclude<T, Rejection>;
}

/** What the owner does at the exchange's own pages, having said so; and what others send. */
export function ownerSteps(parts: StepParts): readonly Step[] {
  const { scene } = parts;
  const { core } = scene.keys.practice;
  const account = () => scene.account;
  return [
    {
      name: 'a trade by hand, declared',
      act: async () => {
        await declare(parts, false);
        done(core.place(account(), { market: 'ETH/USDT', side: 'buy', type: 'market', quantity: d('0.02') }));
      },
    },
    {
      name: 'an order by hand that rests and is cancelled, declared',
      act: async () => {
        await declare(parts, false);
        const { tick } = core.market(scene.market)!;
        const below = (core.price(scene.market) * 9n) / 10n;
        const price = (below - (below % tick)) as typeof tick;
        const order = done(
          core.place(account(), { market: scene.market, side: 'buy', type: 'limit', quantity: d('0.002'), price }),
        );
        await pause(parts.random() * 4_000);
        done(core.cancel(account(), { orderId: order.id }));
      },
    },
    {
      name: "a cancel of the bot's order by hand, declared",
      act: async () => {
        const before = new Set(account().open);
        await rest(parts);
        const order = [...account().open].find((one) => !before.has(one));
        await pause(2_000 + parts.random() * 6_000);
        await declare(parts, false);
        done(core.cancel(account(), { orderId: order!.id }));
      },
    },
    {
      name: 'moves by hand, declared',
      isRare: true,
      act: async () => {
        await declare(parts, true);
        const move = { asset: 'BTC', amount: d('0.01') };
        done(core.transfer(account(), { ...move, from: 'spot', to: 'funding' }));
        await pause(parts.random() * 2_000);
        // Where one withdraws from the funding wallet it lies there now.
        const wallet = fundingFirst.has(scene.exchange) ? 'funding' : 'spot';
        if (wallet === 'spot') done(core.transfer(account(), { ...move, from: 'funding', to: 'spot' }));
        done(core.withdraw(account(), { ...move, address: 'an-address-of-the-owner', network: 'BTC', wallet }));
      },
    },
    {
      name: 'deposit',
      act: async () =>
        done(
          core.deposit(account(), {
            asset: 'USDT',
            amount: d('25'),
            address: 'an-address',
            network: 'TRX',
            wallet: fundingFirst.has(scene.exchange) ? 'funding' : 'spot',
          }),
        ),
    },
    ...(parts.perpetual === undefined
      ? []
      : [{ name: 'liquidation', isRare: true, act: () => liquidate(parts, parts.perpetual!) }]),
  ];
}

/** The owner, who has said so, takes away what a position needs; the exchange does the rest. */
async function liquidate(parts: StepParts, market: string): Promise<void> {
  const { scene } = parts;
  const { core } = scene.keys.practice;
  const { account, client, exchange } = scene;
  await declare(parts, true);
  await client.createOrder(market, 'market', 'buy', exchange === 'okx' ? 0.6 : 0.006);
  const asset = 'USDT';
  const wallet = account.rules.linearWallet;
  account.leverage.set(market, 2_000);
  const amount = core.available(account, wallet, asset);
  done(core.transfer(account, { asset, amount, from: wallet, to: 'funding' }));
  await pause(1_500);
  account.leverage.delete(market);
  done(core.transfer(account, { asset, amount, from: 'funding', to: wallet }));
}

/** Says so in the journal, as `keyward watch declare` does. */
async function declare({ scene }: StepParts, moves: boolean): Promise<void> {
  const nowMs = Date.now();
  await scene.keys.state.journal.append('declared', {
    key: 'main',
    who: 'the owner',
    from: new Date(nowMs - 1_000).toISOString(),
    until: new Date(nowMs + 6_000).toISOString(),
    by: 'test',
    why: 'by hand',
    ...(moves ? { moves: true } : {}),
  });
}
