import { describe, expect, it } from 'vitest';
import { sign, Client } from '../src/client';

describe('client', () => {
  const client = new Client({ apiKey: 'test-api-key', apiSecret: 'test-api-secret', fetch: fakeFetch });

  it('signs the query', () => {
    expect(sign('symbol=BTCUSDT&timestamp=1', 'secret')).toBe('<<hex64>>');
  });

  it('sends the key', async () => {
    await client.account();
    expect(fakeFetch.calls[0].headers['X-MBX-APIKEY']).toBe('test-api-key');
  });
});
