import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsSchema } from '../config/index.ts';
import {
  type Clock,
  isJsonFault,
  isJsonObject,
  isRefusal,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  KeywardError,
  type Log,
  parseJson,
  Secret,
} from '../core/index.ts';
import { type Answer, type Credential, type Exchange, exchanges, type Method, type Param } from '../exchanges/index.ts';
import type { Practice } from '../practice/index.ts';
import { askThrough } from './ask.ts';
import { Keyward } from './keyward.ts';
import { LocalOperations, type Operations, type ShownBotKey } from './operations.ts';
import { openState } from './state.ts';

/** The exchange whose dialect the demo speaks, and the market that its bots may trade. */
export const DEMO_EXCHANGE = 'binance';
export const demoLimits = {
  order_notional: '500 USDT',
  daily_notional: '2000 USDT',
  orders_per_minute: 6,
  price_band: '5%',
} as const;
const bot = { key: 'main', may: ['read', 'trade'], markets: ['BTC/USDT'], limits: demoLimits } as const;

/** Someone with a key, who signs as the exchange's documents say. */
export interface Hand {
  readonly credential: Credential;
  readonly apiKey: string;
  readonly secret: string;
}

/** A whole Keyward on a practice exchange of its own, in a temporary folder that goes away with it. */
export interface DemoWorld {
  readonly operations: Operations;
  readonly practice: Practice;
  readonly port: number;
  readonly journalFolder: string;
  /** Makes someone who holds this key. */
  hand(key: { readonly id: string; readonly secret: string }): Hand;
  /** One signed request over HTTP: through Keyward, or straight to the exchange. */
  send(
    hand: Hand,
    where: 'keyward' | 'exchange',
    method: Method,
    path: string,
    params?: readonly Param[],
  ): Promise<Answer>;
  close(): Promise<void>;
}

export async function openDemoWorld(clock: Clock, log: Log): Promise<DemoWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-demo-'));
  const home = join(folder, 'state');
  const settings = settingsSchema.parse({
    version: 1,
    keys: { main: { exchange: DEMO_EXCHANGE, environment: 'practice' } },
    bots: { grid: bot, scout: bot },
    gateway: { port: 0 },
    practice: { port: 0, seed: 'demo' },
  });
  const state = await openState(home, clock, log);
  const keyward = new Keyward({
    state,
    settings,
    clock,
    log,
    placeOf: () => {
      throw new KeywardError('internal', 'the demo has no real key');
    },
  });
  const close = async (): Promise<void> => {
    await keyward.stop();
    await state.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { port } = await keyward.start();
    const exchange = exchanges[DEMO_EXCHANGE]!;
    const practice = keyward.practice!;
    const operations = new LocalOperations({
      state,
      settings,
      clock,
      port,
      gateway: keyward.gateway,
      keys: { fingerprintOf: async (key) => key, audit: () => keyward.audit(true), rotations: () => keyward.rotations },
    });
    return {
      operations,
      practice,
      port,
      journalFolder: join(home, 'journal'),
      hand: (key) => handOf(exchange, key),
      send: (hand, where, method, path, params = []) =>
        askThrough(
          { port: where === 'keyward' ? port : practice.port, form: 'prefixed' },
          signed(exchange, hand, clock, method, path, params),
        ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export function handOfBot(world: DemoWorld, shown: ShownBotKey): Hand {
  return world.hand({ id: shown.apiKey, secret: shown.secret });
}

function handOf(exchange: Exchange, { id, secret }: { readonly id: string; readonly secret: string }): Hand {
  const credential = exchange.key.credential({ id, secret: Secret.take(Buffer.from(secret, 'utf8')) });
  if (isRefusal(credential)) throw new KeywardError('internal', credential.message);
  return { credential, apiKey: id, secret };
}

function signed(
  exchange: Exchange,
  { credential }: Hand,
  clock: Clock,
  method: Method,
  path: string,
  params: readonly Param[],
) {
  const endpoint = exchange.facts.endpoints.find((known) => known.method === method && known.path === path);
  const host = exchange.facts.hosts.find(
    ({ group, environment }) => group === endpoint?.group && environment === 'live',
  );
  if (!endpoint || !host)
    throw new KeywardError('internal', `the demo asks for ${method} ${path}, which is not in the facts`);
  const isForm = method === 'POST';
  return exchange.wire.build(
    {
      endpoint,
      host: host.name,
      environment: 'live',
      path,
      query: isForm ? [] : params,
      body: isForm ? { kind: 'form', params } : { kind: 'none' },
      headers: [],
      intents: [],
    },
    credential,
    { timeMs: clock.nowMs() },
  );
}

/** A field of a JSON answer as text; empty when it is not there. */
export function fieldOf(answer: Answer, name: string): string {
  return textOf(objectIn(answer.body)?.[name]);
}

/** What is free of an asset in an account's answer. */
export function freeOf(answer: Answer, asset: string): string {
  const balances = objectIn(answer.body)?.['balances'];
  const row = Array.isArray(balances)
    ? balances.find((each) => isJsonObject(each) && each['asset'] === asset)
    : undefined;
  return isJsonObject(row as JsonValue) ? textOf((row as JsonObject)['free']) : '0';
}

function objectIn(body: string): JsonObject | undefined {
  const value = parseJson(body);
  return isJsonFault(value) || !isJsonObject(value) ? undefined : value;
}

function textOf(value: JsonValue | undefined): string {
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'string' ? value : '';
}
