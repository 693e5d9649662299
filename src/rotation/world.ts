import type { Refusal, Secret } from '../core/index.ts';
import type {
  Credential,
  CredentialParts,
  InspectionFacts,
  KeyReport,
  KeyWish,
  MadeKey,
  Right,
  Unclear,
} from '../exchanges/index.ts';
import type { Place } from '../vault/index.ts';
import type { Told } from './plan.ts';

/** What the replacing of one key may touch; `app` gives it. */
export interface RotationWorld {
  readonly key: string;
  readonly exchange: string;
  readonly facts: InspectionFacts;
  /** What the owner types where there is no page. */
  readonly commands?: { readonly make: string; remove(fingerprint: string): string };
  readonly place: Place;
  /** The IP list for new keys, where the settings give one. */
  readonly ips?: readonly string[];
  /** How long the old key lives on once the new one is proven, for whoever else reads the place. Default: not at all. */
  readonly graceMs?: number;
  /** False where the place is remote: then nothing of a secret may be written to this disk, not even sealed. */
  readonly mayKeepSealed: boolean;
  credentialOf(parts: CredentialParts): Credential | Refusal;
  fingerprintOf(id: string): string;
  /** Asks the exchange what a credential can do, now. */
  inspect(credential: Credential): Promise<KeyReport | Unclear>;
  /** What the last audit of a credential found, by its fingerprint. */
  lastTold?(fingerprint: string): Promise<Told | undefined>;
  /** Whether a credential was proven dead before this plan, as after a leak, by its fingerprint. */
  isDead?(fingerprint: string): boolean;
  /** Absent: the owner makes and removes keys by hand. */
  readonly api?: KeyApi;
  /** Has the running gateway look at the place at once; gives the fingerprint that it signs with, or why it does not switch. */
  switchLive(): Promise<SwitchResult>;
}

export type SwitchResult =
  | { readonly kind: 'live'; readonly fingerprint: string }
  /** `isPassing`: the exchange said nothing of it, so it is worth asking again. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isPassing: boolean }
  /** No gateway here signs with this key. */
  | { readonly kind: 'not-running' };

/** A maker of keys with its master key in hand, for one sub-account. */
export interface KeyApi {
  readonly subAccount: string;
  readonly grants: readonly Right[];
  readonly needsCode: boolean;
  create(wish: KeyWish & { readonly code?: string }): Promise<CredentialParts | Unclear>;
  list(): Promise<readonly MadeKey[] | Unclear>;
  remove(key: { readonly id: string; readonly passphrase?: Secret }): Promise<'removed' | 'absent' | Unclear>;
}
