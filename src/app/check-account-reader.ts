import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { add, type Decimal, formatDecimal, sum, zero } from '../core/index.ts';
import { exchanges, type Feed, isServed, type SeenBalance, type SeenEquity, watches } from '../exchanges/index.ts';
import { type Look, readSnapshot } from '../monitor/index.ts';
import { type AccountFacts, type Sight, seen, unseen } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';
import { practicePortOf } from './killing.ts';
import { oneLine } from './one-line.ts';
import { type OwnKey, openOwnKey, PATIENT, sendInTurn } from './own-key.ts';
import { placeOf } from './places.ts';
import { placesParts } from './session.ts';

type Account = Extract<AccountFacts['accounts'], { seen: unknown }>['seen'][number];

/** Reads lists of accounts, each over a connection of its own, and no list that changes anything. */
export interface AccountReader {
  /** What the account of a key is worth, as the exchange counts it. */
  worth(key: string): Promise<Account['holdings'][number]['worth']>;
  /** The keys that the exchange lists, and that are none of these fingerprints. */
  strangeKeys(key: string, known: ReadonlySet<string>): Promise<Account['otherKeys']>;
  close(): Promise<void>;
}

const WHOLE_MS = 2_500;
const CALL_MS = 2_000;

export function readerOf(parts: CheckParts): AccountReader {
  const opened = new Map<string, Promise<OwnKey>>();
  const own = (key: string): Promise<OwnKey> => {
    const known = opened.get(key);
    if (known) return known;
    const opening = open(parts, key);
    opened.set(key, opening);
    return opening;
  };
  return {
    worth: (key) => {
      const watcher = parts.settings.monitor.with[key] ?? key;
      return inTime(parts, key, 'equity', watcher, () => own(watcher).then(readWorth));
    },
    strangeKeys: (key, known) => inTime(parts, key, 'keys', key, () => own(key).then((one) => readKeys(one, known))),
    close: async () => {
      for (const one of await Promise.allSettled(opened.values()))
        if (one.status === 'fulfilled') await one.value.close();
    },
  };
}

async function inTime<T>(
  { settings, signal }: CheckParts,
  key: string,
  kind: Feed['kind'],
  asker: string,
  read: () => Promise<Sight<T>>,
): Promise<Sight<T>> {
  const { exchange } = settings.keys[key]!;
  const feeds = watches[exchange]?.feeds.filter((feed) => feed.kind === kind) ?? [];
  const by = feeds.map(({ name }) => name).join(', ') || 'no call';
  if (feeds.length === 0 || !Object.hasOwn(exchanges, exchange)) return unseen(by, 'Keyward reads no account there');
  // A number of ours may be above the one that a bot, or a Keyward that runs, sends next.
  const isNumbered = exchanges[exchange]!.facts.signing.nonce === 'increasing';
  if (isNumbered && settings.keys[asker]?.purpose !== 'watch')
    return unseen(by, 'asking would take a number from its bots: name a key of purpose watch under monitor.with');
  const ended = new AbortController();
  const late = sleep(WHOLE_MS, unseen(by, `no answer within ${WHOLE_MS / 1_000} s`), {
    signal: AbortSignal.any([signal, ended.signal]),
  }).catch(() => unseen(by, 'it was stopped'));
  const reading = read().catch((error: unknown) => unseen(by, reasonOf(error)));
  return Promise.race([reading, late]).finally(() => ended.abort());
}

async function open({ session, settings, path, home }: CheckParts, key: string): Promise<OwnKey> {
  const { askSecret: _nobody, ...silent } = session;
  const places = placesParts(silent, settings, path);
  const own = await openOwnKey(
    {
      settings,
      home: resolve(home),
      clock: session.clock,
      timeoutMs: CALL_MS,
      practicePort: await practicePortOf(session, settings),
      placeOf: (name) => placeOf(name, places),
    },
    key,
  );
  if (await own.link.measureClock()) return own;
  await own.close();
  throw new Error('the exchange does not tell its time');
}

/** From the list that tells of all of it, else from all that tell of a part. */
async function readWorth(own: OwnKey): Promise<Account['holdings'][number]['worth']> {
  const { exchange, environment } = own.link;
  const all = watches[exchange.id]!.feeds.filter((feed) => feed.kind === 'equity' && isServed(feed, environment));
  const whole = all.filter(({ wallet }) => wallet === undefined);
  const wanted = whole.length > 0 ? whole.slice(0, 1) : all;
  const by = wanted.map(({ name }) => name).join(', ');
  const worths: SeenEquity[] = [];
  for (const feed of wanted) {
    const look = await readOne(own, feed);
    if (look.unknown !== undefined) return unseen(by, `${feed.name}: ${look.unknown}`);
    worths.push(...look.records.filter((one) => one.what === 'equity'));
  }
  const [first] = worths;
  if (!first) return unseen(by, 'the exchange tells no worth of the account');
  const { currency } = first;
  if (worths.some((one) => one.currency !== currency)) return unseen(by, 'its parts are told in several currencies');
  const counted = sum(worths.map(({ amount }) => amount));
  if (whole.length > 0) return seen(by, { amount: counted, currency, uncounted: [] });
  const wallets = new Set(worths.map(({ wallet }) => wallet));
  const others = await readOthers(own, wallets);
  if (others.unknown !== undefined) return unseen(by, others.unknown);
  const amount = add(counted, others.dollars);
  return DOLLARS.has(currency)
    ? seen(by, { amount, currency, uncounted: others.uncounted })
    : unseen(by, `it is told in ${currency}, and other wallets hold other coins`);
}

/** Worth a dollar each, as near as it matters here. */
const DOLLARS: ReadonlySet<string> = new Set(['USD', 'USDT', 'USDC']);

interface Others {
  readonly dollars: Decimal;
  readonly uncounted: readonly string[];
  readonly unknown?: string;
}

/** What lies in wallets that the worth does not count. */
async function readOthers(own: OwnKey, counted: ReadonlySet<string>): Promise<Others> {
  const { exchange, environment } = own.link;
  const feeds = watches[exchange.id]!.feeds.filter(
    (feed) =>
      feed.kind === 'balances' && feed.wallet !== undefined && !counted.has(feed.wallet) && isServed(feed, environment),
  );
  const looks = await Promise.all(feeds.map(async (feed) => ({ feed, look: await readOne(own, feed) })));
  const silent = looks.find(({ look }) => look.unknown !== undefined);
  if (silent) return { dollars: zero, uncounted: [], unknown: `${silent.feed.name}: ${silent.look.unknown}` };
  const held = looks
    .flatMap(({ look }) => look.records)
    .filter((one) => one.what === 'balance' && one.total !== zero && !counted.has(one.wallet)) as SeenBalance[];
  const isDollar = ({ asset }: SeenBalance): boolean => DOLLARS.has(asset);
  return {
    dollars: sum(held.filter(isDollar).map(({ total }) => total)),
    uncounted: held
      .filter((one) => !isDollar(one))
      .map(({ asset, total, wallet }) => `${formatDecimal(total)} ${oneLine(asset)} (${oneLine(wallet)})`),
  };
}

async function readKeys(own: OwnKey, known: ReadonlySet<string>): Promise<Account['otherKeys']> {
  const { exchange, environment } = own.link;
  const strange: string[] = [];
  const feeds = watches[exchange.id]!.feeds.filter((feed) => feed.kind === 'keys' && isServed(feed, environment));
  const by = feeds.map(({ name }) => name).join(', ');
  for (const feed of feeds) {
    const look = await readOne(own, feed);
    if (look.unknown !== undefined) return unseen(by, `${feed.name}: ${look.unknown}`);
    for (const record of look.records) {
      if (record.what !== 'key') continue;
      const fingerprint = record.id.split(' ').at(-1)!;
      if (!known.has(fingerprint))
        strange.push(`${oneLine(record.label ?? 'without a name')} (${oneLine(fingerprint)})`);
    }
  }
  // Those of the main account itself are in no list.
  return seen(by, { strange, isWhole: false });
}

function readOne(own: OwnKey, feed: Feed): Promise<Look> {
  const { environment, clock } = own.link;
  const nowMs = clock.nowMs() ?? 0;
  const context = { instrument: () => undefined };
  return readSnapshot(feed, feed.call({ environment, fromMs: nowMs, toMs: nowMs }), async (call) => {
    const reply = await sendInTurn(own, call, PATIENT);
    return reply && feed.read(call, reply.status, reply.body, context);
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]!.replace(/\.$/, '') : 'it failed';
}
