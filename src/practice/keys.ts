import type { AccountRules } from './core/account.ts';
import type { Funds, PracticeCore } from './core/practice-core.ts';
import { seededBytes } from './core/random.ts';

export interface Permissions {
  readonly read: boolean;
  readonly trade: boolean;
  readonly futures: boolean;
  readonly transfer: boolean;
  readonly withdraw: boolean;
  readonly margin: boolean;
  readonly options: boolean;
  /** Keys and sub-accounts. */
  readonly admin: boolean;
}

export interface MintRequest {
  readonly exchange: string;
  /** What is left out is off, but `read`, which is on. */
  readonly permissions?: Partial<Permissions>;
  /** Addresses from which the key works; absent: all. */
  readonly ips?: readonly string[];
  readonly expiresMs?: number;
  /** `main` when absent; several keys may share an account. */
  readonly account?: string;
  /** The owner's own name for the key. */
  readonly label?: string;
  /** The sub-account whose key it is; absent: the master account's. */
  readonly subAccount?: string;
  /** Its owner logs in to the account without a second factor; absent: with one. */
  readonly hasBareLogin?: true;
  /** In the exchange's word (`hmac`, `ed25519`); absent: the exchange's usual one. */
  readonly scheme?: string;
  /** First funds of an account that is made by this. */
  readonly funds?: Funds;
  /** Absent: derived from the seed and the number of keys minted before. */
  readonly random?: (size: number) => Buffer;
}

/** What a front makes of random bytes: a key in the exchange's native form that can be told to be a practice key. */
export interface KeyParts {
  readonly scheme: string;
  readonly id: string;
  /** What the owner of the key holds: text or PEM. Opens nothing but this practice exchange, hence no `Secret`. */
  readonly secret: string;
  readonly passphrase?: string;
  /** For asymmetric schemes; then the exchange keeps no secret. */
  readonly publicKeyPem?: string;
}

export interface MintedKey extends KeyParts {
  readonly exchange: string;
  /** Full account name, `binance/main`. */
  readonly account: string;
}

/** A key as the exchange keeps it. */
export interface PracticeKey {
  readonly exchange: string;
  readonly id: string;
  readonly scheme: string;
  /** Absent for asymmetric schemes. */
  readonly secret?: string;
  readonly passphrase?: string;
  readonly publicKeyPem?: string;
  readonly account: string;
  readonly permissions: Permissions;
  readonly ips?: readonly string[];
  readonly expiresMs?: number;
  readonly createdMs: number;
  readonly label?: string;
  readonly subAccount?: string;
  readonly hasBareLogin?: true;
  revoked: boolean;
  /** What a front must remember of the key: Kraken's last nonce. */
  readonly memory: Map<string, string>;
}

export type KeyProblem = 'revoked' | 'expired' | 'ip';

/** The keys that the practice exchange minted; no other key is accepted anywhere. */
export class KeyRing {
  readonly #keys = new Map<string, PracticeKey>();
  readonly #core: PracticeCore;

  constructor(core: PracticeCore) {
    this.#core = core;
  }

  mint(
    request: MintRequest,
    front: { rules: AccountRules; mint(random: (size: number) => Buffer, scheme?: string): KeyParts },
  ): MintedKey {
    const label = `key ${request.exchange} ${this.#keys.size}`;
    let drawn = 0;
    const random = request.random ?? ((size) => seededBytes(this.#core.world.seed, `${label} ${drawn++}`, size));
    const parts = front.mint(random, request.scheme);
    const account = `${request.exchange}/${request.account ?? 'main'}`;
    this.#core.openAccount(account, request.exchange, front.rules, request.funds);
    this.put({
      exchange: request.exchange,
      id: parts.id,
      scheme: parts.scheme,
      ...(parts.publicKeyPem === undefined ? { secret: parts.secret } : { publicKeyPem: parts.publicKeyPem }),
      ...(parts.passphrase === undefined ? {} : { passphrase: parts.passphrase }),
      account,
      permissions: {
        read: true,
        trade: false,
        futures: false,
        transfer: false,
        withdraw: false,
        margin: false,
        options: false,
        admin: false,
        ...request.permissions,
      },
      ...(request.ips === undefined ? {} : { ips: request.ips }),
      ...(request.expiresMs === undefined ? {} : { expiresMs: request.expiresMs }),
      createdMs: this.#core.now(),
      ...(request.label === undefined ? {} : { label: request.label }),
      ...(request.subAccount === undefined ? {} : { subAccount: request.subAccount }),
      ...(request.hasBareLogin === undefined ? {} : { hasBareLogin: request.hasBareLogin }),
      revoked: false,
      memory: new Map(),
    });
    return { ...parts, exchange: request.exchange, account };
  }

  put(key: PracticeKey): void {
    this.#keys.set(`${key.exchange} ${key.id}`, key);
  }

  find(exchange: string, id: string): PracticeKey | undefined {
    return this.#keys.get(`${exchange} ${id}`);
  }

  /** Whether the owner of a key's account logs in without a second factor. */
  isBare({ exchange, account }: PracticeKey): boolean {
    return this.all().some((one) => one.exchange === exchange && one.account === account && one.hasBareLogin === true);
  }

  all(): readonly PracticeKey[] {
    return [...this.#keys.values()];
  }

  /** Why a key that exists is not served; undefined when it is. */
  problem(key: PracticeKey, ip: string, nowMs: number): KeyProblem | undefined {
    if (key.revoked) return 'revoked';
    if (key.expiresMs !== undefined && nowMs >= key.expiresMs) return 'expired';
    if (key.ips !== undefined && !key.ips.includes(ip)) return 'ip';
    return undefined;
  }
}
