import { KucoinClient } from '../src/kucoin';

describe('kucoin live', () => {
  const client = new KucoinClient({
    apiKey: '<<key>>',
    secret: '<<secret>>',
    passphrase: '<<passphrase>>',
  });

  it('reads balances', async () => {
    const balances = await client.getBalances();
    expect(balances.length).toBeGreaterThan(0);
  }, 20000);
});
