import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Settings, settingsSchema } from '../config/index.ts';
import { type Clock, type Decimal, type Instrument, one, parseDecimal, Secret } from '../core/index.ts';
import { flatten, type TargetReport } from '../killswitch/index.ts';
import { type Practice, startPractice } from '../practice/index.ts';
import { DrillRecords } from './drill-records.ts';
import { wishesOf } from './guard.ts';
import { killable, openTarget } from './kill-targets.ts';
import type { OwnKey } from './own-key.ts';
import { loadSettings, type SessionParts } from './session.ts';

const CALL_MS = 5_000;
const ORDERS = 12;
const MOST_POSITIONS = 2;
const ORDER_WORTH = parseDecimal('60')!;
const POSITION_WORTH = parseDecimal('400')!;

/** What a drill did to one account of the practice exchange. */
export interface PracticeDrill {
  readonly exchange: string;
  readonly isPassed: boolean;
  readonly orders: number;
  readonly positions: number;
  readonly report: TargetReport;
  /** What the practice exchange itself says is left, where the switch says that nothing is. */
  readonly wrong: readonly string[];
}

export interface PracticeDrills {
  readonly at: string;
  readonly isPassed: boolean;
  readonly drills: readonly PracticeDrill[];
  /** Why the date is not kept. */
  readonly unrecorded?: string;
}

/** Runs the kill switch for each exchange of the settings on a practice exchange of its own, which goes away with it; touches no account. */
export async function drillOnPractice(
  parts: SessionParts,
  tell: (exchange: string, says: string) => void,
): Promise<PracticeDrills> {
  const { settings } = loadSettings(parts);
  const { clock } = parts;
  const exchanges = [...new Set(killable(settings).map((name) => settings.keys[name]!.exchange))];
  const folder = mkdtempSync(join(tmpdir(), 'keyward-drill-'));
  const practice = await startPractice({ port: 0, seed: 'drill', clock });
  try {
    const drills = await Promise.all(
      exchanges.map((exchange) =>
        drillOne({ practice, settings, folder, clock }, exchange, (says) => tell(exchange, says)),
      ),
    );
    const at = new Date(clock.nowMs()).toISOString();
    const isPassed = drills.every((drill) => drill.isPassed);
    const unrecorded = record(parts, { at, isPassed, exchanges });
    return { at, isPassed, drills, ...(unrecorded === undefined ? {} : { unrecorded }) };
  } finally {
    await practice.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function record({ environment }: SessionParts, drill: Parameters<DrillRecords['addPractice']>[0]): string | undefined {
  try {
    new DrillRecords(resolve(environment.home)).addPractice(drill);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be written';
  }
}

interface DrillParts {
  readonly practice: Practice;
  readonly settings: Settings;
  readonly folder: string;
  readonly clock: Clock;
}

async function drillOne(
  { practice, settings, folder, clock }: DrillParts,
  exchange: string,
  tell: (says: string) => void,
): Promise<PracticeDrill> {
  const {
    id,
    secret,
    passphrase,
    account: name,
  } = practice.mintKey({
    exchange,
    permissions: { read: true, trade: true, futures: true },
    ips: ['127.0.0.1'],
  });
  const bytes = (text: string): Secret => Secret.take(Buffer.from(text, 'utf8'));
  const own = settingsSchema.parse({
    version: 1,
    keys: { drill: { exchange, environment: 'practice', from: { env: {} } } },
    practice: { serve: false, port: practice.port },
  });
  let opened: OwnKey | undefined;
  try {
    const { target, own: key } = await openTarget(
      {
        settings: own,
        home: folder,
        clock,
        timeoutMs: CALL_MS,
        practicePort: practice.port,
        placeOf: () => ({
          where: 'the drill',
          read: async () => ({
            id,
            secret: bytes(secret),
            ...(passphrase === undefined ? {} : { passphrase: bytes(passphrase) }),
          }),
        }),
      },
      'drill',
    );
    opened = key;
    const filled = fill(practice, name, await target.instruments());
    tell(`${filled.orders} orders and ${filled.positions} positions are there`);
    const report = await flatten(target, { ...wishesOf(settings, 'flat'), keep: [] }, tell);
    const wrong = leftOf(practice, name);
    return { exchange, ...filled, report, wrong, isPassed: report.state === 'flat' && wrong.length === 0 };
  } finally {
    await opened?.close();
  }
}

/** Orders below the market, and positions both ways where the exchange has them; holdings are there from the beginning. */
function fill(practice: Practice, name: string, listed: readonly Instrument[]): { orders: number; positions: number } {
  const { core } = practice;
  const account = core.world.accounts.get(name)!;
  const served = new Set(listed.filter(({ active }) => active).map(({ market }) => market));
  const markets = core
    .markets()
    .filter(({ symbol, minNotional }) => served.has(symbol) && minNotional <= POSITION_WORTH);
  const sizeOf = (symbol: string, worth: Decimal): Decimal => {
    const { step, minQuantity } = core.market(symbol)!;
    const size = ((((worth * one) / core.price(symbol)) as Decimal) / step + 1n) * step;
    return (size < minQuantity ? minQuantity : size) as Decimal;
  };
  let positions = 0;
  for (const { symbol } of markets.filter(({ kind }) => kind === 'linear').slice(0, MOST_POSITIONS)) {
    const side = positions % 2 === 0 ? ('buy' as const) : ('sell' as const);
    const placed = core.place(account, {
      market: symbol,
      side,
      type: 'market',
      quantity: sizeOf(symbol, POSITION_WORTH),
    });
    if (!('reason' in placed)) positions++;
  }
  let orders = 0;
  for (let turn = 0; turn < ORDERS * 2 && orders < ORDERS && markets.length > 0; turn++) {
    const { symbol, tick } = markets[turn % markets.length]!;
    const price = ((((core.price(symbol) * BigInt(90 - (turn % 5))) / 100n) as Decimal) / tick) * tick;
    const quantity = sizeOf(symbol, ORDER_WORTH);
    const placed = core.place(account, {
      market: symbol,
      side: 'buy',
      type: 'limit',
      price: price as Decimal,
      quantity,
    });
    if (!('reason' in placed)) orders++;
  }
  return { orders, positions };
}

function leftOf({ core }: Practice, name: string): string[] {
  const account = core.world.accounts.get(name)!;
  return [
    ...[...account.open.keys()].map((id) => `the order ${id} is open`),
    ...[...account.positions].flatMap(([market, { quantity }]) =>
      quantity === 0n ? [] : [`the position in ${market} is open`],
    ),
  ];
}
