import { describe, expect, it } from 'vitest';
import { GateClient } from '../src/gate';

// real account, small balance. remove before pushing!!
const creds = {
  apiKey: '<<key>>',
  apiSecret: '<<secret>>',
};

describe('gate spot (live)', () => {
  const client = new GateClient(creds);

  it('reads balances', async () => {
    const rows = await client.balances();
    expect(rows.find((r) => r.currency === 'USDT')).toBeDefined();
  });

  it('places and cancels', async () => {
    const order = await client.limit('DOGE_USDT', 'buy', '0.01', '100');
    expect((await client.cancel(order.id)).status).toBe('cancelled');
  }, 20_000);
});
