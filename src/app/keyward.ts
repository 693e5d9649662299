import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditedKey } from '../audit/index.ts';
import type { KeySettings, Settings } from '../config/index.ts';
import { type Clock, isRefusal, KeywardError, type Log } from '../core/index.ts';
import { type Credential, type CredentialParts, EndpointIndex, exchanges } from '../exchanges/index.ts';
import {
  type Forward,
  Forwarder,
  fingerprintOf,
  Gateway,
  Link,
  Nonces,
  SigningKey,
  type Upstream,
} from '../gateway/index.ts';
import { compileBot, compileScopes, noScopes, type Policy } from '../policy/index.ts';
import type { Practice } from '../practice/index.ts';
import type { Keeper, Place } from '../vault/index.ts';
import { lastAddresses } from './address-file.ts';
import { Alarms } from './alarms.ts';
import { hasNonces } from './asker.ts';
import { AuditLoop } from './audit-loop.ts';
import { auditKeys } from './audits.ts';
import { environmentOf, exchangeProblems } from './fit-settings.ts';
import { namingHolder } from './holder.ts';
import { keeperOf } from './key-keeper.ts';
import { firstOf, isOfPractice, keptKey, keptPlace, PracticeHome } from './practice-home.ts';
import { Rotations } from './rotations.ts';
import type { State } from './state.ts';
import { VaultWatch, vaultFiles } from './vault-watch.ts';

const UPSTREAM_TIMEOUT_MS = 10_000;
const AUDIT_TIMEOUT_MS = 5_000;
const STOP_MS = 400;

export interface KeywardParts {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Opens the place where the settings say that the exchange key of this name lives. */
  placeOf(name: string): Place;
  /** The files that the vault's identity opens; by default those of the state folder. */
  readonly vaultFiles?: readonly string[];
  /** How long after the start keys that are due begin to be replaced; a minute by default. */
  readonly settleMs?: number;
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
  #rotations: Rotations | undefined;
  #forwarders: Forwarder[] = [];
  #overridden: ReadonlySet<string> = new Set();
  readonly #stopping = new AbortController();
  #loop: AuditLoop | undefined;
  #auditing: Promise<void> = Promise.resolve();
  #watching: Promise<void> = Promise.resolve();
  #audited: readonly AuditedKey[] | undefined;
  readonly #keepers = new Map<string, Keeper>();
  /** By whether they reach the practice exchange. */
  readonly #auditors = new Map<boolean, Forwarder>();
  readonly alarms: Alarms;

  constructor(parts: KeywardParts) {
    this.#parts = parts;
    this.alarms = new Alarms(parts.state.journal, parts.log);
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
    const keys = await this.#keys(links);
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
    for (const keeper of this.#keepers.values()) keeper.start();
    this.#loop = this.#newLoop();
    this.#auditing = this.#loop.run();
    this.#watching = this.#watch().run(this.#stopping.signal);
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

  /** Something has made keys due: those that Keyward may replace by itself do not wait for the next audit. */
  lookSoon(): void {
    this.#loop?.soon();
  }

  /** Audits every key, with the gateway's own where it holds them. */
  async audit(isShown: boolean): Promise<readonly AuditedKey[]> {
    const { settings, state, clock } = this.#parts;
    const audited = await auditKeys({
      isShown,
      settings,
      journal: state.journal,
      clock,
      gateway: this.#gateway,
      alarms: this.alarms,
      placeOf: (name) => this.#placeOf(name, settings.keys[name]!),
      forwardFor: (environment) => this.#forwardFor(environment),
      isOfPractice: (id) => isOfPractice(state.home, id),
      hasNonces: (key) => hasNonces(state.home, key),
      egress: async () => lastAddresses(state.home, clock),
    });
    // What the audit has just been told, the gateway is to act on at once.
    const dangerous = audited.filter(({ rights }) => rights.withdraw.can === 'yes');
    await Promise.all(dangerous.map(({ key }) => this.#gateway?.probe(key)));
    this.#audited = audited;
    return audited;
  }

  /** The replacing of keys, with the gateway taking up what changes. */
  get rotations(): Rotations {
    const { settings, state, clock } = this.#parts;
    this.#rotations ??= new Rotations({
      state,
      settings,
      clock,
      placeOf: (name) => this.#placeOf(name, settings.keys[name]!),
      forwardFor: (environment) => this.#forwardFor(environment),
      switchLive: async (name) => {
        const keeper = this.#keepers.get(name);
        const key = this.#gateway?.key(name);
        if (!keeper || !key) return { kind: 'not-running' };
        const refused = await keeper.look();
        return refused === undefined ? { kind: 'live', fingerprint: key.fingerprint } : { kind: 'refused', ...refused };
      },
    });
    return this.#rotations;
  }

  #watch(): VaultWatch {
    const { state, settings, vaultFiles: files = vaultFiles(state.home, settings, undefined) } = this.#parts;
    const isDefault = settings.vault.unlock === undefined;
    return new VaultWatch({ home: state.home, files, isDefault, alarms: this.alarms });
  }

  #newLoop(): AuditLoop {
    const { settings, state, clock, log, settleMs } = this.#parts;
    return new AuditLoop({
      settings,
      state,
      clock,
      log,
      settleMs,
      alarms: this.alarms,
      rotations: () => this.rotations,
      audit: () => this.audit(false),
      first: () => this.#audited,
      signal: this.#stopping.signal,
    });
  }

  /** For keys that the gateway does not hold. */
  #forwardFor(environment: KeySettings['environment']): Forward {
    const isPractice = environment === 'practice';
    let forwarder = this.#auditors.get(isPractice);
    if (!forwarder) {
      forwarder = new Forwarder(
        isPractice ? this.#practiceUpstream() : { kind: 'exchange' },
        AUDIT_TIMEOUT_MS,
        this.#parts.settings.network.localAddress,
      );
      this.#auditors.set(isPractice, forwarder);
      this.#forwarders.push(forwarder);
    }
    return forwarder.send;
  }

  #practiceUpstream(): Upstream {
    const { practice } = this.#parts.settings;
    return { kind: 'practice', port: this.#practice?.practice.port ?? practice.port };
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const keepers = [...this.#keepers.values()].map((keeper) => keeper.stop());
    await atMost(STOP_MS, [this.#auditing, this.#watching, this.#rotations?.stop(), ...keepers]);
    await this.#gateway?.stop();
    await atMost(
      STOP_MS,
      this.#forwarders.map((forwarder) => forwarder.close()),
    );
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
      if (links.has(id) || !isServed(key)) continue;
      const exchange = exchanges[key.exchange]!;
      const upstream: Upstream = key.environment === 'practice' ? this.#practiceUpstream() : { kind: 'exchange' };
      const forwarder = new Forwarder(upstream, UPSTREAM_TIMEOUT_MS, settings.network.localAddress);
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

  async #keys(links: ReadonlyMap<string, Link>): Promise<Map<string, SigningKey>> {
    const { settings, state } = this.#parts;
    const keys = new Map<string, SigningKey>();
    for (const [name, key] of Object.entries(settings.keys)) {
      if (!isServed(key)) continue;
      const exchange = exchanges[key.exchange]!;
      const place = this.#placeOf(name, key);
      const parts = await place.read().catch((error: unknown) => {
        throw toBeAdded(error, name, key);
      });
      const credential = this.#credentialOf(name, key, parts);
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
      this.#keepers.set(name, this.#keeperOf(name, key, place, parts));
    }
    return keys;
  }

  /** Throws `credential-invalid` for what is no credential of this exchange, and for a practice key that the practice exchange did not mint. */
  #credentialOf(name: string, key: KeySettings, parts: CredentialParts): Credential {
    const credential = exchanges[key.exchange]!.key.credential(parts);
    if (isRefusal(credential)) throw new KeywardError('credential-invalid', `keys.${name}: ${credential.message}`);
    // Whoever listens where the practice exchange is expected could use what a real key signs.
    if (key.environment === 'practice' && !this.#isMinted(key.exchange, credential.id)) {
      throw new KeywardError('credential-invalid', `keys.${name}: the practice exchange has not minted this key`);
    }
    return credential;
  }

  #isMinted(exchange: string, id: string): boolean {
    const practice = this.#practice?.practice;
    return practice ? practice.keys.find(exchange, id) !== undefined : isOfPractice(this.#parts.state.home, id);
  }

  /**
   * A practice key lives where the settings say, when a practice key is there; else in the practice exchange's folder, so that settings written
   * for a real key can be tried first. Real keys never come from there, and are not used with it.
   */
  #placeOf(name: string, { environment, exchange, from }: KeySettings): Place {
    if (environment !== 'practice') return this.#parts.placeOf(name);
    const { home } = this.#parts.state;
    const kept = keptPlace(name, () => this.#practice?.keyFor(name, exchange) ?? keptKey(home, name, exchange));
    return from === undefined ? kept : firstOf(this.#parts.placeOf(name), kept, (id) => this.#isMinted(exchange, id));
  }

  #keeperOf(name: string, key: KeySettings, place: Place, known: CredentialParts): Keeper {
    const { state, clock, log } = this.#parts;
    return keeperOf({
      name,
      exchange: key.exchange,
      place,
      known,
      journal: state.journal,
      clock,
      log,
      alarms: this.alarms,
      gateway: () => this.#gateway,
      credentialOf: (parts) => this.#credentialOf(name, key, parts),
      afterSwitch: () => void this.audit(false).catch(() => undefined),
    });
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

/** What asks an exchange or a vault right now is not waited for: it ends by itself, and begins nothing any more. */
async function atMost(ms: number, all: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  const enough = new AbortController();
  const { signal } = enough;
  await Promise.race([Promise.all(all), sleep(ms, undefined, { signal }).catch(() => undefined)]);
  enough.abort();
}

/** A place that Keyward can fill names the command that does. */
function toBeAdded(error: unknown, name: string, { exchange, environment, from }: KeySettings): unknown {
  if (!(error instanceof KeywardError) || error.code !== 'credential-missing' || !from || !('age' in from))
    return error;
  const more = environment === 'live' ? '' : ` --environment ${environment}`;
  const lines = [...error.lines, `take it in: keyward key add ${name} --exchange ${exchange}${more}`];
  return new KeywardError(error.code, error.message, { lines, cause: error });
}

function linkId({ exchange, environment, host = '' }: KeySettings): string {
  return `${exchange} ${environment} ${host}`;
}

/** Whether Keyward signs bots' requests with this key. */
export function isServed({ exchange, purpose, vendor }: KeySettings): boolean {
  return Object.hasOwn(exchanges, exchange) && purpose === 'bots' && vendor === undefined;
}
