import { type Clock, type Intent, scrub } from '../core/index.ts';
import type {
  Answer,
  Call,
  Credential,
  EndpointIndex,
  Environment,
  Exchange,
  Host,
  Inspection,
  KeyAbilities,
  KeyReport,
  SigningTime,
  Silence,
  Unclear,
  UpstreamRequest,
} from '../exchanges/index.ts';
import { withSilence } from '../exchanges/index.ts';
import { ExchangeClock } from './exchange-clock.ts';
import { type Forward, type Outcome, silenceOf } from './forward.ts';
import { Markets } from './markets.ts';
import type { Nonces } from './nonces.ts';
import { RateGuard } from './rate-guard.ts';

/** An error of an exchange is short; what is longer is not searched for one. */
const MAX_ERROR_CHARS = 4_096;

/** Keyward's connection to one exchange in one environment, on one of its sites: its hosts, clock, markets and limits. No key. */
export class Link {
  readonly exchange: Exchange;
  readonly environment: Environment;
  /** Where Keyward's own calls of its group go, and whose site the bots keep to; absent: where the facts say, and any. */
  readonly host: Host | undefined;
  readonly index: EndpointIndex;
  readonly clock: ExchangeClock;
  readonly markets: Markets;
  readonly rate: RateGuard;
  readonly #forward: Forward;
  readonly #host: Clock;

  constructor(parts: {
    exchange: Exchange;
    environment: Environment;
    /** One of the facts, in this environment. */
    host?: string | undefined;
    index: EndpointIndex;
    markets: ReadonlySet<string>;
    forward: Forward;
    clock: Clock;
  }) {
    this.exchange = parts.exchange;
    this.environment = parts.environment;
    this.index = parts.index;
    this.host = parts.host === undefined ? undefined : parts.index.host(parts.host, parts.environment);
    if (parts.host !== undefined && !this.host) throw new Error('a host outside the facts');
    this.#forward = parts.forward;
    this.#host = parts.clock;
    this.clock = new ExchangeClock(parts.clock);
    this.rate = new RateGuard(parts.exchange.facts.rate, parts.clock);
    this.markets = new Markets(
      parts.exchange.market,
      parts.environment,
      parts.markets,
      (call) => this.#askPublic(call),
      parts.clock,
    );
  }

  monotonicMs(): number {
    return this.#host.monotonicMs();
  }

  /** A call of Keyward's own, to the host where this link's keys are known. */
  own(call: Call): Call {
    const { host } = this;
    const isServed = host?.group === call.endpoint.group && host.environment === call.environment;
    return host && isServed ? { ...call, host: host.name } : call;
  }

  /** The same for a request that is built already: its signature does not cover the host. */
  ownRequest(request: UpstreamRequest, group: string): UpstreamRequest {
    const { host } = this;
    return host?.group === group ? { ...request, host: host.name } : request;
  }

  /** Sends one built request and takes in what the reply says of the exchange's limits. */
  async send(request: UpstreamRequest, group: string, mayStart?: () => boolean): Promise<Outcome> {
    const outcome = await this.#forward(request, mayStart);
    if (outcome.kind === 'answered') {
      const body = outcome.body.length <= MAX_ERROR_CHARS ? outcome.body : '';
      this.rate.observe(this.exchange.wire.rate(outcome.status, outcome.headers, group, body));
    }
    return outcome;
  }

  /** Measures the exchange's clock once; false when it did not say. */
  async measureClock(): Promise<boolean> {
    const call = this.exchange.market.time(this.environment);
    const sentMs = this.#host.monotonicMs();
    const body = await this.#askPublic(call);
    const serverMs = body === undefined ? undefined : this.exchange.market.readTime(body);
    if (serverMs === undefined) return false;
    this.clock.measure(serverMs, sentMs, this.#host.monotonicMs());
    return true;
  }

  async #askPublic(call: Call): Promise<string | undefined> {
    if (this.rate.take(call.endpoint.group, false) !== undefined) return undefined;
    const outcome = await this.send(
      this.exchange.wire.build(this.own(call), undefined, { timeMs: 0 }),
      call.endpoint.group,
    );
    return outcome.kind === 'answered' && outcome.status === 200 ? outcome.body : undefined;
  }
}

/** How long the last look before sending is good for, in ms: longer than a turn of the event loop, and no wait for anything. */
const FRESH_MS = 1;

/** How an id may stand in a reply: as it is, in JSON, in a URL. */
const spellings: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) => id.replaceAll('/', '\\/'),
  encodeURIComponent,
];

/** A part of an id that is shorter may be an ordinary word of a reply. */
const MIN_PART_CHARS = 16;

/** Finds an id in every spelling: each character as it is, escaped in JSON or in a URL, in small or capital letters. */
function everySpelling(id: string): RegExp {
  const characters = [...id].map((character) => {
    const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
    const plain = character === '/' ? '\\\\?/' : character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return `(?:${plain}|\\\\u00${hex}|%(?:25)?${hex})`;
  });
  return new RegExp(characters.join(''), 'gi');
}

/** The last part of an id that has several: it alone names the key as well. */
function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** No request is under way for longer than so many switches. */
const MOST_FORMER_IDS = 4;

interface IdPattern {
  readonly id: string;
  readonly whole: RegExp | undefined;
  readonly last: RegExp | undefined;
}

function patternOf(id: string): IdPattern {
  const [whole, last] = [id, lastPart(id)].map((part) =>
    part.length < MIN_PART_CHARS ? undefined : everySpelling(part),
  );
  return { id, whole, last };
}

function addsRisk({ action }: Intent): boolean {
  return action === 'place-order' || action === 'amend-order' || action === 'change-setting';
}

/** An exchange key in use: the only place where a call meets its credential. */
export class SigningKey {
  readonly name: string;
  readonly link: Link;
  #credential: Credential;
  #fingerprint: string;
  readonly #nonces: Nonces | undefined;
  /** The ids of the credentials before, latest first: what they were sent for may still be answered. */
  #formerIds: readonly string[] = [];
  #switches = 0;
  /** What finds the ids in a reply, whole and by their last parts; made once for each credential. */
  #patterns: readonly IdPattern[] | undefined;
  /** Why Keyward does not sign with it; `undefined` when it does. */
  refused: string | undefined = 'its permissions are not known yet';
  abilities: KeyAbilities | undefined;
  /** Who gave no answer to what this key sent last. */
  silence: Silence | undefined;

  constructor(parts: {
    name: string;
    fingerprint: string;
    link: Link;
    credential: Credential;
    nonces: Nonces | undefined;
  }) {
    this.name = parts.name;
    this.#fingerprint = parts.fingerprint;
    this.link = parts.link;
    this.#credential = parts.credential;
    this.#nonces = parts.nonces;
  }

  get fingerprint(): string {
    return this.#fingerprint;
  }

  /** How often it was given another credential: an answer that was asked for before says nothing of the one in use. */
  get switches(): number {
    return this.#switches;
  }

  /** How it signs, in the exchange's word. */
  get scheme(): string {
    return this.#credential.scheme;
  }

  /** The same key by name with another credential, to be asked what it can do before it is taken. */
  candidate(credential: Credential, fingerprint: string): SigningKey {
    return new SigningKey({ name: this.name, fingerprint, link: this.link, credential, nonces: this.#nonces });
  }

  /** Signs with the candidate's credential from now on; what is under way ends with the one before. */
  adopt(candidate: SigningKey): void {
    const former = [this.id, ...this.#formerIds].filter((id) => id !== candidate.id);
    this.#formerIds = [...new Set(former)].slice(0, MOST_FORMER_IDS);
    this.#switches++;
    this.#credential = candidate.#credential;
    this.#fingerprint = candidate.#fingerprint;
    this.#patterns = undefined;
    this.abilities = candidate.abilities;
    this.refused = candidate.refused;
  }

  /** Runs the key audit's questions with this key. */
  async inspect(inspection: Inspection): Promise<KeyReport | Unclear> {
    const told = await inspection.inspect((make) => this.#askMade(make), this.#credential, this.link.environment);
    return withSilence(told, this.silence);
  }

  /** From which address the exchange sees this host, where it says so. */
  async publicIp({ publicIp }: Inspection): Promise<string | undefined> {
    const told = await publicIp?.ask((make) => this.#askMade(make), this.#credential, this.link.environment);
    return typeof told === 'string' ? told : undefined;
  }

  /** A question of the key audit, signed and sent as every other of Keyward's own. */
  async #askMade(make: (time: SigningTime) => UpstreamRequest): Promise<Answer | undefined> {
    const timeMs = this.link.clock.nowMs();
    if (timeMs === undefined) return undefined;
    const send = async (time: SigningTime): Promise<Answer | undefined> => {
      const request = make(time);
      const group = this.link.index.host(request.host, this.link.environment)?.group ?? '';
      if (this.link.rate.take(group, true) !== undefined) return undefined;
      const outcome = await this.#sent(this.link.ownRequest(request, group), group);
      return outcome.kind === 'answered' ? outcome : undefined;
    };
    if (!this.#nonces) return send({ timeMs });
    return this.#nonces.with(timeMs, (nonce) => send({ timeMs: this.link.clock.nowMs() ?? timeMs, nonce }));
  }

  async #sent(request: UpstreamRequest, group: string, mayStart?: () => boolean): Promise<Outcome> {
    const outcome = await this.link.send(request, group, mayStart);
    this.silence = silenceOf(request, outcome);
    return outcome;
  }

  /** The exchange key's id, to be kept out of replies. */
  get id(): string {
    return this.#credential.id;
  }

  /**
   * Signs and sends once. `mayGo` is asked again after every wait, right before the bytes leave; its refusal is given back.
   * `undefined` when the exchange's clock is not known.
   */
  async send<R>(call: Call, mayGo: () => R | undefined): Promise<Outcome | { readonly stopped: R } | undefined> {
    const timeMs = this.link.clock.nowMs();
    if (timeMs === undefined) return undefined;
    if (!this.#nonces) return this.#sign(call, { timeMs }, mayGo);
    return this.#nonces.with(timeMs, async (nonce, isDurable) => {
      // A nonce that a crash could bring back is refused by the exchange at worst; only what adds risk waits for the disk.
      if (!isDurable && call.intents.some(addsRisk)) return { kind: 'not-sent', cause: 'NONCE_NOT_DURABLE' };
      return this.#sign(call, { timeMs: this.link.clock.nowMs()!, nonce }, mayGo);
    });
  }

  async #sign<R>(
    call: Call,
    time: SigningTime,
    mayGo: () => R | undefined,
  ): Promise<Outcome | { readonly stopped: R }> {
    let stopped = mayGo();
    if (stopped !== undefined) return { stopped };
    const askedMs = this.link.monotonicMs();
    // A request may have to wait for a connection; one that finds it open was asked about just now.
    const mayStart = (): boolean => this.link.monotonicMs() - askedMs < FRESH_MS || (stopped = mayGo()) === undefined;
    const request = this.link.exchange.wire.build(call, this.#credential, time);
    const outcome = await this.#sent(request, call.endpoint.group, mayStart);
    if (stopped !== undefined) return { stopped };
    if (
      outcome.kind === 'answered' &&
      outcome.status >= 400 &&
      this.link.exchange.key.readError(outcome.status, outcome.body)?.cause === 'clock'
    ) {
      void this.link.measureClock();
    }
    return outcome;
  }

  /** A signed call of Keyward's own; `undefined` when it was not answered, or not sent because the exchange's limit is used up. */
  async ask(call: Call, isUrgent = false): Promise<(Outcome & { kind: 'answered' }) | undefined> {
    const { rate } = this.link;
    // A question prolongs the wait that a cancel may cut short.
    if (rate.awayMs(call.endpoint.group) > 0 || rate.take(call.endpoint.group, isUrgent) !== undefined)
      return undefined;
    const outcome = await this.send(this.link.own(call), () => undefined);
    return outcome && 'kind' in outcome && outcome.kind === 'answered' ? outcome : undefined;
  }

  /**
   * Lets go of what a bot must not learn in a reply: the exchange key's id becomes the bot's own, however it is spelt. Errors, and what is no
   * JSON, may come from somebody in between who tells what headers he has got: no secret stays in those.
   */
  clean(answer: Answer, call: Call, botKeyId: string): Answer {
    const { headers, status } = answer;
    const body = this.link.exchange.wire.filterReply?.(call.endpoint, answer.body) ?? answer.body;
    const isPlain = status < 400 && /json/i.test(headers['content-type'] ?? '');
    const clear = (text: string): string => this.#withoutId(isPlain ? text : scrub(text), botKeyId);
    const cleared = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, clear(value)]));
    return { status, headers: cleared, body: clear(body) };
  }

  #withoutId(text: string, botKeyId: string): string {
    this.#patterns ??= [this.id, ...this.#formerIds].map(patternOf);
    let cleared = text;
    for (const { id, whole, last } of this.#patterns) {
      for (const spelt of spellings) cleared = cleared.replaceAll(spelt(id), () => spelt(botKeyId));
      if (whole) cleared = cleared.replace(whole, () => botKeyId);
      if (last) cleared = cleared.replace(last, () => lastPart(botKeyId));
    }
    return cleared;
  }

  raiseNonce(seen: bigint): void {
    this.#nonces?.raise(seen);
  }
}
