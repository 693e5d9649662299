import { join, resolve } from 'node:path';
import { makePrivateFolder } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { practiceExchanges } from '../practice/index.ts';
import { namingHolder } from './holder.ts';
import { PracticeHome } from './practice-home.ts';
import type { SessionParts } from './session.ts';
import { checkOwner } from './state.ts';

const DEFAULT_PORT = 8789;

/** One exchange that the practice exchange speaks for, with a key that trades there. */
export interface PracticeAccess {
  readonly exchange: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string;
  /** What stands for `https://HOST` in a client; the most used hosts first. */
  readonly hosts: readonly string[];
}

export interface PracticeServing {
  readonly port: number;
  /** ccxt's `proxyUrl`. */
  readonly proxyUrl: string;
  readonly folder: string;
  readonly seed: string;
  readonly exchanges: readonly PracticeAccess[];
  stop(): Promise<void>;
}

/** Serves the practice exchange alone, from the state folder. */
export async function servePractice(
  parts: SessionParts,
  options: { port?: number; seed?: string },
): Promise<PracticeServing> {
  const home = resolve(parts.environment.home);
  checkOwner(home);
  makePrivateFolder(home);
  const port = options.port ?? DEFAULT_PORT;
  const opened = await PracticeHome.open({
    home,
    port,
    seed: options.seed,
    clock: parts.clock,
    onDefect: (error) => parts.log.error('the practice exchange has failed', { reason: String(error).slice(0, 200) }),
  }).catch((error: unknown) => {
    throw namingHolder(error, port, '--port');
  });
  const { practice } = opened;
  const served = new Set(practice.hosts);
  return {
    port: practice.port,
    proxyUrl: `${practice.url}/`,
    folder: join(home, 'practice'),
    seed: practice.core.world.seed,
    exchanges: practiceExchanges().map((exchange) => {
      const { id, secret, passphrase } = opened.keyFor(exchange, exchange);
      const known = exchanges[exchange]?.facts.hosts ?? [];
      return {
        exchange,
        apiKey: id,
        secret,
        ...(passphrase === undefined ? {} : { passphrase }),
        hosts: known.filter(({ name }) => served.has(name)).map(({ name }) => `${practice.url}/${name}`),
      };
    }),
    stop: () => opened.close(),
  };
}
