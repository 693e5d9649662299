import { join } from 'node:path';
import type { KeySettings, Settings } from '../config/index.ts';
import { type Clock, isRefusal, KeywardError, type Log, Secret } from '../core/index.ts';
import { type CredentialParts, EndpointIndex, exchanges } from '../exchanges/index.ts';
import { Forwarder, fingerprintOf, Gateway, Link, Nonces, SigningKey, type Upstream } from '../gateway/index.ts';
import { compileBot, compileScopes, noScopes, type Policy } from '../policy/index.ts';
import type { Practice } from '../practice/index.ts';
import { environmentOf, exchangeProblems } from './fit-settings.ts';
import { namingHolder } from './holder.ts';
import { type KeptKey, keptKey, PracticeHome } from './practice-home.ts';
import type { State } from './state.ts';

const UPSTREAM_TIMEOUT_MS = 10_000;

export interface KeywardParts {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Reads the exchange key of this name from where the settings say it lives. */
  credentialParts(name: string): CredentialParts;
}

export interface Addresses {
  readonly port: number;
  readonly proxyUrl: string;
  readonly practicePort?: number;
}

/** Everything that `keyward up` runs, built from the settings. The only place that knows all the rooms. */
export class Keyward {
  readonly #parts: KeywardParts;
  #practice: PracticeHome | undefined;
  #gateway: Gateway | undefined;
  #forwarders: Forwarder[] = [];
  #overridden: ReadonlySet<string> = new Set();

  constructor(parts: KeywardParts) {
    this.#parts = parts;
  }

  get practice(): Practice | undefined {
    return this.#practice?.practice;
  }

  get gateway(): Gateway | undefined {
    return this.#gateway;
  }

  /** Starts the practice exchange where a key needs it, then the gateway. */
  async start(): Promise<Addresses> {
    const { settings, state, clock, log } = this.#parts;
    const [unfit] = exchangeProblems(settings);
    if (unfit) throw new KeywardError('config-invalid', `${unfit.path}: ${unfit.message}`);
    const practised = Object.values(settings.keys).some(({ environment }) => environment === 'practice');
    if (practised && settings.practice.serve) this.#practice = await this.#startPractice();
    const links = this.#links();
    const keys = this.#keys(links);
    const policies = new Map<string, Policy>(
      Object.entries(settings.bots).map(([bot, policy]) => [bot, compileBot(bot, policy)]),
    );
    this.#overridden = await this.#readOverrides();
    this.#gateway = new Gateway({
      clock,
      log,
      journal: state.journal,
      halt: state.halt,
      botKeys: state.botKeys,
      policies,
      scopes: settings.scopes ? compileScopes(settings.scopes) : noScopes,
      links: [...links.values()],
      keys,
      practised: new Set([...keys.keys()].filter((name) => settings.keys[name]?.environment === 'practice')),
      mayWithdraw: (key) => this.#overridden.has(key.fingerprint),
    });
    const port = await this.#gateway.start(settings.gateway.port).catch((error: unknown) => {
      throw namingHolder(error, settings.gateway.port, 'gateway.port');
    });
    return {
      port,
      proxyUrl: `http://127.0.0.1:${port}/`,
      ...(this.#practice ? { practicePort: this.#practice.practice.port } : {}),
    };
  }

  /** Reads the overrides again and asks the exchange anew what a key can do, so that an override counts without a restart. */
  async takeOverride(key: string): Promise<void> {
    this.#overridden = await this.#readOverrides();
    await this.#gateway?.probe(key);
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
    await Promise.all(this.#forwarders.map((forwarder) => forwarder.close()));
    await this.#practice?.close();
  }

  #startPractice(): Promise<PracticeHome> {
    const { settings, state, clock, log } = this.#parts;
    return PracticeHome.open({
      home: state.home,
      port: settings.practice.port,
      seed: settings.practice.seed,
      clock,
      onDefect: (error) => log.error('the practice exchange has failed', { reason: String(error).slice(0, 200) }),
    }).catch((error: unknown) => {
      throw namingHolder(error, settings.practice.port, 'practice.port');
    });
  }

  /** One link for each exchange, environment and host that a key names. */
  #links(): Map<string, Link> {
    const { settings, clock } = this.#parts;
    const links = new Map<string, Link>();
    for (const key of Object.values(settings.keys)) {
      const id = linkId(key);
      if (links.has(id)) continue;
      const exchange = exchanges[key.exchange]!;
      const upstream: Upstream =
        key.environment === 'practice'
          ? { kind: 'practice', port: this.#practice?.practice.port ?? settings.practice.port }
          : { kind: 'exchange' };
      const forwarder = new Forwarder(upstream, UPSTREAM_TIMEOUT_MS);
      this.#forwarders.push(forwarder);
      links.set(
        id,
        new Link({
          exchange,
          environment: environmentOf(key.environment),
          host: key.host,
          index: new EndpointIndex(exchange.facts),
          markets: this.#marketsOf(id),
          forward: forwarder.send,
          clock,
        }),
      );
    }
    return links;
  }

  /** The markets of all bots whose key is used on this link. */
  #marketsOf(link: string): ReadonlySet<string> {
    const { bots, keys } = this.#parts.settings;
    return new Set(
      Object.values(bots)
        .filter(({ key }) => keys[key] && linkId(keys[key]) === link)
        .flatMap(({ markets }) => markets ?? []),
    );
  }

  #keys(links: ReadonlyMap<string, Link>): Map<string, SigningKey> {
    const { settings, state } = this.#parts;
    const keys = new Map<string, SigningKey>();
    for (const [name, key] of Object.entries(settings.keys)) {
      const exchange = exchanges[key.exchange]!;
      const parts =
        key.environment === 'practice' ? this.#practiceParts(name, key.exchange) : this.#parts.credentialParts(name);
      const credential = exchange.key.credential(parts);
      if (isRefusal(credential)) throw new KeywardError('credential-invalid', `keys.${name}: ${credential.message}`);
      keys.set(
        name,
        new SigningKey({
          name,
          fingerprint: fingerprintOf(credential.id),
          link: links.get(linkId(key))!,
          credential,
          nonces:
            exchange.facts.signing.nonce === 'increasing' ? new Nonces(join(state.home, 'nonces', name)) : undefined,
        }),
      );
    }
    return keys;
  }

  /** A key of the practice exchange: of the one that runs here, or of the one that another process serves from this folder. Real keys never come this way. */
  #practiceParts(name: string, exchange: string): CredentialParts {
    return partsOf(
      this.#practice ? this.#practice.keyFor(name, exchange) : keptKey(this.#parts.state.home, name, exchange),
    );
  }

  /** Fingerprints of the keys that the owner lets withdraw, as the journal has it. */
  async #readOverrides(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for await (const entry of this.#parts.state.journal.replay({ kinds: ['override'] })) {
      if (entry.kind === 'override' && entry.what === 'withdraw') found.add(entry.key);
    }
    return found;
  }
}

function linkId({ exchange, environment, host = '' }: KeySettings): string {
  return `${exchange} ${environment} ${host}`;
}

function partsOf({ id, secret, passphrase }: KeptKey): CredentialParts {
  return {
    id,
    secret: Secret.take(Buffer.from(secret, 'utf8')),
    ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase, 'utf8')) }),
  };
}
