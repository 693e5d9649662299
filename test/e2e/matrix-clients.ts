import { Spot } from '@binance/spot';
import { MainClient, USDMClient } from 'binance';
import { RestClientV5 } from 'bybit-api';
import ccxt, { type Exchange as CcxtExchange } from 'ccxt';
import { CBAdvancedTradeClient } from 'coinbase-api';
import { RestClient } from 'okx-api';
import { ccxtUrls } from '../python/ccxt-urls.ts';
import { pythonSession, type Session } from '../python/session.ts';
import { readTracked } from '../source-tree.ts';
import type { BotCredentials } from './harness.ts';
import type { Scene, Step, Traded } from './matrix-scenes.ts';
import {
  binanceSpotSteps,
  binanceSteps,
  binanceUsdmSteps,
  bybitSteps,
  ccxtSteps,
  classOf,
  codeOf,
  coinbaseSteps,
  localSession,
  okxSteps,
} from './matrix-steps.ts';

/** How a client is given its key and its address. `base` is `http://127.0.0.1:PORT/`; a host, or a whole address, follows. */
export interface Connection extends BotCredentials {
  readonly base: string;
}

/** The client with its version, as it is pinned. */
function pinned(name: string): string {
  const { devDependencies } = JSON.parse(readTracked('package.json')) as { devDependencies: Record<string, string> };
  const inPython = new RegExp(`^${name.replace('-', '[-_]')}==(\\S+)$`, 'mi').exec(
    readTracked('test/python/requirements.txt'),
  );
  return `${name} ${devDependencies[name] ?? inPython?.[1]}`;
}

/** A client under test, unmodified. */
export interface Client {
  /** With its version. */
  readonly name: string;
  readonly exchange: string;
  readonly traded: Traded;
  /** The one setting that points it at Keyward, as code. */
  readonly pointed: string;
  /** The classes or codes of what it throws at the steps that Keyward refuses; without `withdraw`, it has no call for that. */
  readonly refused: Readonly<Partial<Record<Step, string>>>;
  readonly needsPython: boolean;
  open(scene: Scene, connection: Connection, python: string): Session;
}

/** ccxt's settings in any language. */
function ccxtSettings({ apiKey, secret, passphrase }: Connection, scene: Scene): object {
  return { apiKey, secret, ...(passphrase === undefined ? {} : { password: passphrase }), ...scene.client };
}

/** The class of ccxt that trades perpetuals, by exchange. */
const linearInCcxt: Readonly<Record<string, string>> = { binance: 'binanceusdm', bybit: 'bybit', okx: 'okx' };

function inCcxt(exchange: string): readonly Client[] {
  const shared = {
    exchange,
    traded: 'spot',
    refused: { 'too large': 'InvalidOrder', withdraw: 'PermissionDenied' },
  } as const;
  const python = (asynchronous: boolean): Client => ({
    ...shared,
    name: `${pinned('ccxt')} for Python, ${asynchronous ? 'asynchronous' : 'blocking'}`,
    pointed: "'urls': {'api': {…: 'http://127.0.0.1:PORT/HOST/…'}}",
    needsPython: true,
    open: (scene, connection, program) => {
      const client = { ...ccxtSettings(connection, scene), urls: { api: ccxtUrls(exchange, connection.base) } };
      return pythonSession(program, 'ccxt_client.py', { exchange, asynchronous, scene, client });
    },
  });
  const linear = linearInCcxt[exchange];
  const local = (traded: Traded, name: string, id: string): Client => ({
    exchange,
    traded,
    refused:
      traded === 'spot'
        ? shared.refused
        : { 'too large': 'InvalidOrder', 'too much leverage': 'InvalidOrder', withdraw: 'PermissionDenied' },
    name,
    pointed: "proxyUrl: 'http://127.0.0.1:PORT/'",
    needsPython: false,
    open: (scene, connection) => {
      const made = ccxt as unknown as Record<string, new (settings: object) => CcxtExchange>;
      const client = new made[id]!({ ...ccxtSettings(connection, scene), proxyUrl: connection.base });
      return localSession(ccxtSteps(client, scene), classOf);
    },
  });
  return [
    local('spot', pinned('ccxt'), exchange),
    python(false),
    python(true),
    ...(linear === undefined ? [] : [local('linear', `${pinned('ccxt')} (${linear})`, linear)]),
  ];
}

const ownClients: readonly Client[] = [
  {
    name: pinned('binance'),
    exchange: 'binance',
    traded: 'spot',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/api.binance.com'",
    refused: { 'too large': 'code -2010', withdraw: 'code -1002' },
    needsPython: false,
    open: (scene, { base, apiKey, secret }) => {
      const client = new MainClient({ api_key: apiKey, api_secret: secret, baseUrl: `${base}api.binance.com` });
      return localSession(binanceSteps(client, scene), codeOf);
    },
  },
  {
    name: pinned('@binance/spot'),
    exchange: 'binance',
    traded: 'spot',
    pointed: "basePath: 'http://127.0.0.1:PORT/api.binance.com'",
    refused: { 'too large': 'BadRequestError' },
    needsPython: false,
    open: (scene, { base, apiKey, secret }) => {
      const configurationRestAPI = { apiKey, apiSecret: secret, basePath: `${base}api.binance.com` };
      return localSession(binanceSpotSteps(new Spot({ configurationRestAPI }), scene), classOf);
    },
  },
  {
    name: pinned('python-binance'),
    exchange: 'binance',
    traded: 'spot',
    pointed: "Client.API_URL = 'http://127.0.0.1:PORT/api.binance.com/api'",
    refused: { 'too large': 'BinanceAPIException', withdraw: 'BinanceAPIException' },
    needsPython: true,
    open: (scene, connection, python) => pythonSession(python, 'python_binance.py', { ...connection, scene }),
  },
  {
    name: pinned('bybit-api'),
    exchange: 'bybit',
    traded: 'spot',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/api.bybit.com'",
    refused: { 'too large': 'code 110032', withdraw: 'code 10005' },
    needsPython: false,
    open: (scene, { base, apiKey: key, secret }) =>
      localSession(bybitSteps(new RestClientV5({ key, secret, baseUrl: `${base}api.bybit.com` }), scene), codeOf),
  },
  {
    name: pinned('pybit'),
    exchange: 'bybit',
    traded: 'spot',
    pointed: "session.endpoint = 'http://127.0.0.1:PORT/api.bybit.com'",
    refused: { 'too large': 'InvalidRequestError', withdraw: 'InvalidRequestError' },
    needsPython: true,
    open: (scene, connection, python) => pythonSession(python, 'pybit_http.py', { ...connection, scene }),
  },
  {
    name: pinned('okx-api'),
    exchange: 'okx',
    traded: 'spot',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/www.okx.com'",
    refused: { 'too large': 'code 1', withdraw: 'code 50027' },
    needsPython: false,
    open: (scene, { base, apiKey, secret: apiSecret, passphrase }) => {
      const client = new RestClient({ apiKey, apiSecret, apiPass: passphrase!, baseUrl: `${base}www.okx.com` });
      return localSession(okxSteps(client, scene), codeOf);
    },
  },
  {
    name: pinned('coinbase-api'),
    exchange: 'coinbase',
    traded: 'spot',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/api.coinbase.com'",
    refused: { 'too large': 'code 400', withdraw: 'code 403' },
    needsPython: false,
    open: (scene, { base, apiKey, secret: apiSecret }) => {
      const client = new CBAdvancedTradeClient({ apiKey, apiSecret, baseUrl: `${base}api.coinbase.com` });
      return localSession(coinbaseSteps(client, scene), codeOf);
    },
  },
];

/** What the clients of one exchange are given for perpetuals too. */
const linearClients: readonly Client[] = [
  {
    name: `${pinned('binance')} (USDMClient)`,
    exchange: 'binance',
    traded: 'linear',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/fapi.binance.com'",
    refused: { 'too large': 'code -2010', 'too much leverage': 'code -2010' },
    needsPython: false,
    open: (scene, { base, apiKey, secret }) => {
      const client = new USDMClient({ api_key: apiKey, api_secret: secret, baseUrl: `${base}fapi.binance.com` });
      return localSession(binanceUsdmSteps(client, scene), codeOf);
    },
  },
  {
    ...ownClient('python-binance'),
    traded: 'linear',
    pointed: "Client.FUTURES_URL = 'http://127.0.0.1:PORT/fapi.binance.com/fapi'",
    refused: {
      'too large': 'BinanceAPIException',
      'too much leverage': 'BinanceAPIException',
      withdraw: 'BinanceAPIException',
    },
    open: (scene, connection, python) => pythonSession(python, 'python_binance_futures.py', { ...connection, scene }),
  },
  {
    ...ownClient('bybit-api'),
    traded: 'linear',
    refused: { 'too large': 'code 110032', 'too much leverage': 'code 110032', withdraw: 'code 10005' },
  },
  {
    ...ownClient('pybit'),
    traded: 'linear',
    refused: {
      'too large': 'InvalidRequestError',
      'too much leverage': 'InvalidRequestError',
      withdraw: 'InvalidRequestError',
    },
  },
  {
    ...ownClient('okx-api'),
    traded: 'linear',
    refused: { 'too large': 'code 1', 'too much leverage': 'code 51005', withdraw: 'code 50027' },
  },
];

function ownClient(name: string): Client {
  return ownClients.find((client) => client.name === pinned(name))!;
}

/** Every client that can be run here for an exchange. */
export function clientsOf(exchange: string): readonly Client[] {
  return [...inCcxt(exchange), ...[...ownClients, ...linearClients].filter((client) => client.exchange === exchange)];
}
