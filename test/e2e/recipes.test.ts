import { Spot } from '@binance/spot';
import { MainClient } from 'binance';
import { RestClientV5 } from 'bybit-api';
import ccxt from 'ccxt';
import { CBAdvancedTradeClient } from 'coinbase-api';
import { RestClient } from 'okx-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientRecipe, fillRecipe } from '../../src/app/clients.ts';
import { exchanges } from '../../src/exchanges/index.ts';
import { practiceExchanges } from '../../src/practice/index.ts';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

type Loose = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;

const call = (client: unknown, method: string, ...args: readonly unknown[]) => (client as Loose)[method]!(...args);
const fetchBalance = (client: unknown) => call(client, 'fetchBalance');

/** How each client reads something that only the holder of a key may read. */
const clients = [
  { name: 'ccxt-js', exchange: 'binance', read: fetchBalance },
  { name: 'ccxt-js', exchange: 'bybit', read: fetchBalance },
  { name: 'ccxt-js', exchange: 'okx', read: fetchBalance },
  { name: 'ccxt-js', exchange: 'kraken', read: fetchBalance },
  { name: 'ccxt-js', exchange: 'coinbase', read: fetchBalance },
  { name: 'binance', exchange: 'binance', read: (client: unknown) => call(client, 'getAccountInformation') },
  {
    name: '@binance/spot',
    exchange: 'binance',
    read: (client: unknown) => call((client as { restAPI: unknown }).restAPI, 'getAccount'),
  },
  {
    name: 'bybit-api',
    exchange: 'bybit',
    read: (client: unknown) => call(client, 'getWalletBalance', { accountType: 'UNIFIED' }),
  },
  { name: 'okx-api', exchange: 'okx', read: (client: unknown) => call(client, 'getBalance') },
  { name: 'coinbase-api', exchange: 'coinbase', read: (client: unknown) => call(client, 'getAccounts') },
].filter(({ exchange }) => practiceExchanges().includes(exchange));

/** What the lines of a recipe import. */
const imported = { ccxt, MainClient, Spot, RestClientV5, RestClient, CBAdvancedTradeClient };

describe('the lines that doctor prints', () => {
  let rig: Rig;
  const keys = new Map<string, BotCredentials>();
  beforeAll(async () => {
    rig = await startRig({ exchanges: practiceExchanges() });
    for (const id of practiceExchanges()) keys.set(id, rig.bot(`${id}-bot`));
  });
  afterAll(() => rig.stop());

  it.each(clients.map((client) => [client.name, client.exchange, client] as const))(
    'connect %s on %s, as they stand',
    async (name, exchange, { read }) => {
      const { lines } = fillRecipe(clientRecipe(name)!, {
        port: rig.port,
        exchange,
        baseUrls: exchanges[exchange]!.facts.baseUrls,
        hasPassphrase: exchanges[exchange]!.facts.signing.passphrase === true,
        ...keys.get(exchange)!,
      });
      const code = lines.filter((line) => !line.startsWith('import ')).join('\n');
      const variable = /^const (\w+) = /m.exec(code)?.[1] ?? '';
      const client: unknown = new Function(...Object.keys(imported), `${code}\nreturn ${variable};`)(
        ...Object.values(imported),
      );
      const mark = rig.practice.mark();
      const answer = await read(client);
      expect(answer).toBeDefined();
      const received = rig.practice.received(mark).filter(({ keyId }) => keyId !== undefined);
      expect(received.map(({ status }) => status)).toContain(200);
      expect(received.every(({ keyId }) => keyId !== keys.get(exchange)!.apiKey)).toBe(true);
    },
  );
});
