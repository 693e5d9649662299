import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../config/index.ts';
import { Secret } from '../core/index.ts';
import { botEnvironment } from './bot-environment.ts';

const settings = settingsSchema.parse({
  version: 1,
  keys: {
    main: { exchange: 'okx' },
    other: { exchange: 'binance', from: { env: { key: 'MY_ID', secret: 'MY_WORD' } } },
  },
  bots: { grid: { key: 'main' }, scout: { key: 'other' } },
});
const exchangeSecret = 'an-exchange-secret-0123456789';
Secret.take(Buffer.from(exchangeSecret));
const pem =
  '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIExampleExampleExampleExampleExampleExampleEx\n-----END PRIVATE KEY-----\n';
Secret.take(Buffer.from(pem));

const made = (variables: Record<string, string>, bot = 'grid', exchange = 'okx', of = settings) =>
  botEnvironment({
    settings: of,
    variables,
    bot,
    botKey: {
      exchange,
      apiKey: 'bot-id',
      secret: 'bot-secret',
      ...(exchange === 'okx' ? { passphrase: 'bot-pass' } : {}),
    },
    port: 8787,
    host: exchange === 'okx' ? 'www.okx.com' : 'api.binance.com',
    keyIds: new Set(['the-id-of-the-exchange-key']),
  });

describe('the environment of a bot', () => {
  it('holds its own key under the names that bots read, and the address of Keyward', () => {
    const { env } = made({ PATH: '/bin', HOME: '/home/a' });
    expect(env).toEqual({
      PATH: '/bin',
      HOME: '/home/a',
      PYTHONUNBUFFERED: '1',
      KEYWARD_BOT: 'grid',
      KEYWARD_EXCHANGE: 'okx',
      KEYWARD_URL: 'http://127.0.0.1:8787',
      KEYWARD_PROXY_URL: 'http://127.0.0.1:8787/',
      OKX_API_KEY: 'bot-id',
      OKX_API_SECRET: 'bot-secret',
      OKX_SECRET_KEY: 'bot-secret',
      OKX_PASSPHRASE: 'bot-pass',
      OKX_API_PASSPHRASE: 'bot-pass',
      OKX_BASE_URL: 'http://127.0.0.1:8787/www.okx.com',
      EXCHANGE_API_KEY: 'bot-id',
      EXCHANGE_API_SECRET: 'bot-secret',
      EXCHANGE_SECRET_KEY: 'bot-secret',
      EXCHANGE_PASSPHRASE: 'bot-pass',
      EXCHANGE_API_PASSPHRASE: 'bot-pass',
      EXCHANGE_BASE_URL: 'http://127.0.0.1:8787/www.okx.com',
      FREQTRADE__EXCHANGE__KEY: 'bot-id',
      FREQTRADE__EXCHANGE__SECRET: 'bot-secret',
      FREQTRADE__EXCHANGE__PASSWORD: 'bot-pass',
    });
  });

  it('holds no exchange key: neither where Keyward looks for one, nor where one is', () => {
    const { env, removed } = made({
      EX_API_KEY: 'anything',
      OKX_SECRET: 'anything',
      OKX_API_SECRET: exchangeSecret,
      NOTES: `copied: ${exchangeSecret}`,
      COPY: 'the-id-of-the-exchange-key',
      ENCODED: Buffer.from(exchangeSecret).toString('base64'),
      PEM: pem.replaceAll('\n', '\\n'),
      MY_WORD: 'anything',
      BINANCE_KEY: 'of another program',
      TZ: 'UTC',
    });
    expect(removed).toEqual(['COPY', 'ENCODED', 'EX_API_KEY', 'MY_WORD', 'NOTES', 'OKX_SECRET', 'PEM']);
    expect(env).toMatchObject({ OKX_API_SECRET: 'bot-secret', BINANCE_KEY: 'of another program', TZ: 'UTC' });
    expect(JSON.stringify(env)).not.toContain(exchangeSecret);
  });

  it('holds the bot key also under the names that the settings give to the exchange key', () => {
    const { env, removed } = made({ MY_ID: 'the-id-of-the-exchange-key', MY_WORD: exchangeSecret }, 'scout', 'binance');
    expect(env).toMatchObject({ MY_ID: 'bot-id', MY_WORD: 'bot-secret', BINANCE_API_KEY: 'bot-id' });
    expect(removed).toEqual([]);
  });

  it('holds nothing by which Keyward gets at secrets', () => {
    const opening = {
      VAULT_TOKEN: 'x',
      MY_TOKEN: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'x',
      GOOGLE_APPLICATION_CREDENTIALS: '/x',
      CREDENTIALS_DIRECTORY: '/x',
      OP_SERVICE_ACCOUNT_TOKEN: 'x',
      MY_IDENTITY: 'x',
      KEYWARD_IDENTITY: 'x',
      TELEGRAM_BOT_TOKEN: 'x',
      MY_SLACK: 'x',
      HEARTBEAT_URL: 'x',
      FREQTRADE_PASSWORD: 'x',
      MY_PASSWORD: 'x',
    };
    const harmless = {
      AWS_REGION: 'eu-west-1',
      LANG: 'C.UTF-8',
      PATH: '/bin',
      HTTPS_PROXY: 'http://127.0.0.1:1',
      MINE: '1',
    };
    const all = settingsSchema.parse({
      version: 1,
      keys: {
        a: { exchange: 'binance', from: { aws: { name: 'trading/a' } } },
        b: { exchange: 'binance', from: { gcp: { name: 'projects/mine-1/secrets/b' } } },
        c: { exchange: 'binance', from: { vault: { address: 'https://vault.example:8200', path: 'c' } } },
        d: {
          exchange: 'binance',
          from: { vault: { address: 'https://vault.example:8200', path: 'd', auth: { tokenVariable: 'MY_TOKEN' } } },
        },
        e: { exchange: 'binance', from: { systemd: { name: 'e' } } },
        f: { exchange: 'binance', from: { command: { run: ['op'], pass: ['OP_SERVICE_ACCOUNT_TOKEN', 'LANG'] } } },
      },
      bots: {
        grid: { key: 'a', stop: { freqtrade: { url: 'http://127.0.0.1:1', user: 'me' } } },
        scout: {
          key: 'b',
          stop: {
            hummingbot: { url: 'http://127.0.0.1:1', user: 'me', bot: 'x', from: { env: { secret: 'MY_PASSWORD' } } },
          },
        },
      },
      vault: { unlock: { env: { secret: 'MY_IDENTITY' } } },
      alerts: {
        channels: {
          phone: { telegram: { chat: '@mychannel' } },
          team: { slack: {}, from: { env: { secret: 'MY_SLACK' } } },
        },
        heartbeat: {},
      },
    });
    const variables = { ...opening, ...harmless };
    expect(made(variables, 'grid', 'binance', all).removed).toEqual(Object.keys(opening).sort());
    expect(made(variables, 'grid', 'binance', all).env).toMatchObject(harmless);
    // What opens nothing of Keyward's is the bot's own.
    expect(made(variables).removed).toEqual([]);
  });

  it('holds no key of another bot, inside of whose run it is started', () => {
    const outer = made({ PATH: '/bin' }).env;
    const { env, removed } = made({ ...outer, COPY: 'bot-pass' }, 'scout', 'binance');
    expect(Object.keys(env).filter((name) => name.startsWith('OKX_'))).toEqual(['OKX_BASE_URL']);
    expect(removed).toContain('COPY');
    expect(env).toMatchObject({ KEYWARD_BOT: 'scout', BINANCE_API_KEY: 'bot-id' });
  });
});
