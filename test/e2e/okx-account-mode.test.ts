import ccxt, { type okx as CcxtOkx } from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

const SPOT = 'BTC/USDT';

describe("a spot bot on OKX, by the mode of its owner's account", () => {
  let rig: Rig;
  let bot: CcxtOkx;
  let owner: CcxtOkx;
  let low: number;

  function client({ passphrase, ...key }: BotCredentials, proxyUrl: string): CcxtOkx {
    return new ccxt.okx({ ...key, password: passphrase!, proxyUrl, enableRateLimit: false });
  }

  beforeAll(async () => {
    rig = await startRig({ exchanges: ['okx'] });
    bot = client(rig.bot('okx-bot'), rig.proxyUrl);
    const key = rig.exchangeKey('okx');
    owner = client({ apiKey: key.id, secret: key.secret, passphrase: key.passphrase! }, `${rig.practice.url}/`);
    low = Math.floor((await owner.fetchTicker(SPOT)).last! * 0.96);
  });
  afterAll(() => rig.stop());

  /** What the owner sets on the exchange's page, and Keyward asks for from time to time. */
  async function set(acctLv: string, autoLoan: boolean): Promise<void> {
    await owner.request('account/set-account-level', 'private', 'POST', { acctLv });
    await owner.request('account/set-auto-loan', 'private', 'POST', { autoLoan });
    await rig.keyward.gateway!.probe('okx');
  }

  const buy = (tdMode: string) => bot.createOrder(SPOT, 'limit', 'buy', 0.001, low, { tdMode });
  /** What reaches the exchange of an order that is refused. */
  const sent = async (tdMode: string, reason: RegExp): Promise<string[]> => {
    const mark = rig.practice.mark();
    await expect(buy(tdMode)).rejects.toThrow(reason);
    return rig.practice.received(mark).flatMap(({ method, path }) => (method === 'POST' ? [path] : []));
  };

  it('trades with cash in futures mode, where cross would be margin', async () => {
    await set('2', false);
    expect((await buy('cash')).id).toMatch(/^\d+$/);
    expect(await sent('cross', /margin trading on spot is not modelled; send tdMode cash/)).toEqual([]);
  });

  it.each(['3', '4'])('trades with cross in mode %s while auto-borrow is off', async (acctLv) => {
    await set(acctLv, false);
    const order = await buy('cross');
    expect(await owner.fetchOrder(order.id!, SPOT)).toMatchObject({ amount: 0.001, info: { tdMode: 'cross' } });
    // The exchange itself refuses it.
    expect(await sent('cash', /51000/)).toEqual(['/api/v5/trade/batch-orders']);
    const stop = await bot.createOrder(SPOT, 'market', 'sell', 0.001, undefined, { stopLossPrice: low });
    expect(stop.id).toMatch(/^\d+$/);
  });

  it.each(['3', '4'])('trades nothing in mode %s while auto-borrow is on, and is told why', async (acctLv) => {
    await set(acctLv, true);
    const reason = /the account borrows for spot orders; turn that off/;
    expect(await sent('cross', reason)).toEqual([]);
    expect(await sent('cash', reason)).toEqual([]);
  });
});
