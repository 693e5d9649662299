import type { AddressInfo } from 'node:net';
import { type Clock, KeywardError } from '../core/index.ts';
import type { Market } from './core/markets.ts';
import { PracticeCore } from './core/practice-core.ts';
import { Faults } from './faults.ts';
import type { FrontFactory } from './front.ts';
import { frontFactories, thinFactories } from './fronts/registry.ts';
import { KeyRing, type MintedKey, type MintRequest } from './keys.ts';
import { Ledger, type Received } from './ledger.ts';
import { practiceServer } from './server.ts';
import { loadState, type PracticeState, saveState } from './state.ts';
import { rob, type Theft, type ThiefOptions } from './thief.ts';

export interface PracticeOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly seed: string;
  readonly clock: Clock;
  readonly markets?: readonly Market[];
  /** What `save` gave earlier; its seed is used. */
  readonly state?: PracticeState;
  /** Absent: every exchange that has a front. */
  readonly fronts?: readonly FrontFactory[];
  readonly onDefect?: (error: unknown) => void;
}

export interface Practice {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly core: PracticeCore;
  readonly keys: KeyRing;
  readonly faults: Faults;
  /** The real host names that are answered for. */
  readonly hosts: readonly string[];
  mintKey(request: MintRequest): MintedKey;
  /** What was received after a marker, or at all. */
  received(since?: number): readonly Received[];
  mark(): number;
  /** Robs the account of a key over HTTP, as someone would who found it; tells what worked. */
  thief(key: MintedKey, options?: ThiefOptions): Promise<Theft>;
  /** Everything worth keeping, as JSON. */
  save(): PracticeState;
  /** Ends open connections too. */
  stop(): Promise<void>;
}

/** Starts the practice exchange on loopback. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const fronts = (options.fronts ?? [...frontFactories, ...thinFactories]).map((make) => make());
  const { core, keys } = open(options, fronts);
  const faults = new Faults();
  const ledger = new Ledger();
  const onDefect =
    options.onDefect ?? ((error) => process.emitWarning(`practice: ${String((error as Error).stack ?? error)}`));
  const server = practiceServer({ core, keys, fronts, faults, ledger, onDefect });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new KeywardError('port-busy', `port ${options.port} is in use`, { cause: error })),
    );
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  let lastMs = 0;
  const nextMs = () => (lastMs = Math.max(lastMs + 1, options.clock.nowMs()));
  const frontOf = (exchange: string) => {
    const front = fronts.find((candidate) => candidate.exchange === exchange);
    if (!front) throw new KeywardError('usage', `the practice exchange has no ${exchange}`);
    return front;
  };
  return {
    url,
    port,
    core,
    keys,
    faults,
    hosts: fronts.flatMap((front) => front.hosts),
    mintKey: (request) => keys.mint(request, frontOf(request.exchange)),
    received: (since) => ledger.received(since),
    mark: () => ledger.mark(),
    thief: (key, how) => rob(url, frontOf(key.exchange), key, nextMs, how),
    save: () => saveState(core, keys),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function open(
  options: PracticeOptions,
  fronts: readonly ReturnType<FrontFactory>[],
): { core: PracticeCore; keys: KeyRing } {
  if (options.state) return loadState(options.state, options.clock, fronts, options.markets);
  const core = new PracticeCore({
    seed: options.seed,
    clock: options.clock,
    ...(options.markets === undefined ? {} : { markets: options.markets }),
  });
  return { core, keys: new KeyRing(core) };
}
