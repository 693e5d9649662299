import { RestClient } from 'okx-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

describe('okx-api on OKX', () => {
  let rig: Rig;
  let bot: BotCredentials;
  let through: RestClient;
  let direct: RestClient;
  let low: string;

  function client({ apiKey, secret, passphrase }: BotCredentials, baseUrl: string): RestClient {
    return new RestClient({ apiKey, apiSecret: secret, apiPass: passphrase!, baseUrl });
  }

  beforeAll(async () => {
    rig = await startRig({ exchanges: ['okx'] });
    bot = rig.bot('okx-bot');
    through = client(bot, rig.through('www.okx.com'));
    const key = rig.exchangeKey('okx');
    direct = client({ apiKey: key.id, secret: key.secret, passphrase: key.passphrase! }, rig.direct('www.okx.com'));
    const [ticker] = await direct.getTicker({ instId: 'BTC-USDT' });
    low = String(Math.floor(Number(ticker!.last) * 0.96));
  });
  afterAll(() => rig.stop());

  const limit = () =>
    ({ instId: 'BTC-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit', sz: '0.001', px: low }) as const;

  it('reads and trades the same directly and through Keyward', async () => {
    for (const exchange of [direct, through]) {
      expect((await exchange.getAccountConfiguration())[0]).toMatchObject({ posMode: 'net_mode' });
      expect((await exchange.getBalance())[0]?.details.length).toBeGreaterThan(0);
      const [placed] = await exchange.submitOrder({ ...limit(), clOrdId: 'sdk1' });
      expect(placed).toMatchObject({ sCode: '0', clOrdId: 'sdk1', tag: '159881cb7207BCDE' });
      const named = { instId: 'BTC-USDT', ordId: placed!.ordId };
      expect((await exchange.getOrderDetails(named))[0]).toMatchObject({ state: 'live', sz: '0.001', px: low });
      await exchange.amendOrder({ ...named, newSz: '0.002' });
      expect((await exchange.getOrderDetails(named))[0]).toMatchObject({ sz: '0.002' });
      await exchange.cancelOrder(named);
      expect((await exchange.getOrderDetails(named))[0]).toMatchObject({ state: 'canceled' });
      const [stop] = await exchange.placeAlgoOrder({
        instId: 'BTC-USDT-SWAP',
        tdMode: 'cross',
        side: 'sell',
        ordType: 'conditional',
        sz: '0.1',
        slTriggerPx: low,
        slOrdPx: '-1',
        reduceOnly: true,
      });
      expect(stop).toMatchObject({ sCode: '0' });
      await exchange.cancelAlgoOrder([{ instId: 'BTC-USDT-SWAP', algoId: stop!.algoId }]);
      expect(await exchange.getAlgoOrderList({ ordType: 'conditional' })).toEqual([]);
    }
  });

  it('is thrown a denial in the words of OKX, with the decision to look up', async () => {
    const order = through.submitOrder({ ...limit(), sz: '1' });
    await expect(order).rejects.toMatchObject({
      code: '1',
      data: [{ sCode: '51005', sMsg: expect.stringMatching(/^keyward: order-notional: .*keyward explain /) }],
    });
    await expect(through.submitOrder({ ...limit(), instId: 'SOL-USDT' })).rejects.toMatchObject({ code: '50027' });
  });

  it('cannot withdraw or transfer, and nothing is sent', async () => {
    const mark = rig.practice.mark();
    const withdrawal = {
      ccy: 'USDT',
      amt: '1',
      dest: '4',
      toAddr: 'an-address',
      fee: '1',
      chain: 'USDT-TRC20',
    } as const;
    await expect(through.submitWithdraw(withdrawal as never)).rejects.toMatchObject({ code: '50027' });
    const transfer = { ccy: 'USDT', amt: '1', from: '18', to: '6' } as const;
    await expect(through.fundsTransfer(transfer as never)).rejects.toMatchObject({ code: '50027' });
    expect(rig.practice.received(mark).filter(({ path }) => path.includes('/asset/'))).toEqual([]);
  });

  it('is told its own key to be wrong with another passphrase', async () => {
    const wrong = client({ ...bot, passphrase: 'wrong' }, rig.through('www.okx.com'));
    await expect(wrong.getBalance()).rejects.toMatchObject({ code: '50111' });
  });
});
