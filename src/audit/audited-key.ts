import type { Ability, Controls, InspectionFacts, KeyReport, Reach, Right, Unclear } from '../exchanges/index.ts';

/** What an audit is told of one key. Nothing here is a secret. */
export interface AuditInput {
  readonly key: string;
  readonly exchange: string;
  readonly environment: string;
  readonly purpose: 'bots' | 'audit' | 'rotation' | 'watch';
  readonly vendor?: string;
  readonly holders: readonly string[];
  /** Absent: the key could not be read. */
  readonly fingerprint?: string;
  /** `hmac`, `ed25519`, … */
  readonly scheme?: string;
  readonly facts: InspectionFacts;
  readonly told: Told;
  /** The keys that the exchange lists to this one. */
  readonly listed?: Listed;
  readonly attested?: Attestation;
  /** What audits of the same credential found, up to the last one whose changes were its owner's. */
  readonly before?: Snapshot;
  /** What the last audit of the credential that this one replaced found. */
  readonly replaced?: Snapshot;
  readonly uses: readonly Use[];
  /** What the owner has said in writing: that it may withdraw, or have no IP list. */
  readonly overrides: { readonly withdraw?: Written; readonly openIp?: Written };
  /** How old it may become, in days, by what it can do; one number where the settings give it. */
  readonly rotation: RotationDays | number;
  /** When it came in the place of another, by Keyward or as its owner wrote down, ms since the epoch. */
  readonly rotatedMs?: number;
  /** When Keyward took it in; it may be older. */
  readonly addedMs?: number;
  /** When the journal first saw it; it may be older. */
  readonly seenMs?: number;
  /** It came after another, and not before this: what had happened until then, happened to that one. */
  readonly cameMs?: number;
  /** The replacing that is under way. */
  readonly replacing?: Replacing;
  /** What is wrong with the place where it lives, while the last good credential is used. */
  readonly placeFault?: string;
  /** When its owner said that it was revoked. */
  readonly revokedMs?: number;
  /** Other names in the settings under which the same credential stands. */
  readonly twins: readonly string[];
  /** What makes it due at once. */
  readonly events: readonly KeyEvent[];
  /** Our public addresses, as far as they are known. */
  readonly egress: readonly string[];
  /** Addresses that its vendor publishes, with the day they were read. */
  readonly vendorAddresses?: { readonly addresses: readonly string[]; readonly source: string; readonly read: string };
  readonly nowMs: number;
  readonly remindDays: number;
}

/** What its owner let a key do although it is refused otherwise: why, and when that was written. */
export interface Written {
  readonly reason: string;
  readonly atMs: number;
}

/** Keys of the account by fingerprint, as the exchange listed them. */
export interface Listed {
  readonly call: string;
  readonly keys: readonly { readonly fingerprint: string; readonly label?: string }[];
  /** No other key can be on the account, not one of a sub-account either. */
  readonly isWhole: boolean;
}

/** What the exchange said: a report, why not, or nothing at all. */
export type Told =
  | { readonly kind: 'report'; readonly report: KeyReport }
  | { readonly kind: 'unclear'; readonly unclear: Unclear }
  | { readonly kind: 'not-read'; readonly why: string };

export interface RotationDays {
  readonly readDays: number;
  readonly tradeDays: number;
  readonly withdrawDays: number;
}

/** What the owner says of a key that cannot be asked, until when. */
export interface Attestation {
  /** All that it has; absent: nothing is said of the others than those of `cannot`. */
  readonly rights?: readonly Right[];
  /** What it has not, where not all is said. */
  readonly cannot?: readonly Right[];
  /** Absent: nothing is said of it. Empty: it works from anywhere. */
  readonly ips?: readonly string[];
  readonly createdMs?: number;
  readonly untilMs: number;
  readonly by: string;
}

/** A plan by which a key is being replaced: until it has ended, the old key lives. */
export interface Replacing {
  readonly startedMs: number;
  /** What is done next. */
  readonly step: string;
  readonly way: 'api' | 'guided';
  /** The fingerprint of the old key. */
  readonly old?: string;
  /** The old key is left alive on purpose, for those who still read it. */
  readonly isGrace: boolean;
  /** The old key is in use again, and the new one lives. */
  readonly isUndone: boolean;
  /** What has happened to the old key. */
  readonly events: readonly KeyEvent[];
}

/** One bot that uses the key, and what it needs. */
export interface Use {
  readonly bot: string;
  readonly needs: readonly Right[];
}

export interface KeyEvent {
  readonly event: string;
  readonly atMs: number;
  readonly who?: string;
}

/** What of an audit is kept, to see drift. */
export interface Snapshot {
  readonly rights: Readonly<Record<string, string>>;
  readonly ipRestricted: string;
  readonly ips?: readonly string[];
  readonly words: readonly string[];
  /** A digest of whose key it is; absent where that was not told. */
  readonly account?: string;
  readonly atMs: number;
}

/** A right as the audit sees it, and who says so. */
export interface AuditedRight {
  readonly can: Ability;
  readonly by: 'exchange' | 'owner' | 'nobody';
}

export interface AuditedReach extends Reach {
  /** Whether this key surely can do it: `unknown` where the right that it needs is, and where there is a condition that rights do not tell. */
  readonly can: 'yes' | 'unknown';
}

/** A day on which something happens to the key. */
export interface Due {
  readonly what: string;
  readonly effect: 'expires' | 'deleted' | 'disabled' | 'downgraded' | 'rotate' | 'attest';
  /** ISO day. */
  readonly on: string;
  /** Negative: it is past. */
  readonly daysLeft: number;
  /** Within the days of `audit.remindDays`, and not past. */
  readonly soon: boolean;
  /** True where the day is counted from what is known for certain. */
  readonly sure: boolean;
  readonly source: string;
}

/** `info`: worth knowing, and nothing that anybody can mend; it is not counted. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

export interface Finding {
  /** Permanent: `KEY-01`. */
  readonly id: string;
  readonly severity: Severity;
  readonly says: string;
  readonly fix: string;
}

/** One key, audited. */
export interface AuditedKey {
  readonly key: string;
  readonly exchange: string;
  readonly exchangeName: string;
  readonly environment: string;
  readonly purpose: string;
  readonly vendor?: string;
  readonly holders: readonly string[];
  readonly bots: readonly string[];
  readonly fingerprint?: string;
  readonly scheme?: string;
  /** `told`: by the exchange; `attested`: at least in part by the owner; `alive`: it works, and nothing more is told. */
  readonly outcome: 'told' | 'attested' | 'alive' | 'refused' | 'unknown';
  /** Why it is refused or unknown. */
  readonly why?: string;
  readonly rights: Readonly<Record<Right, AuditedRight>>;
  readonly ipRestricted: Ability;
  readonly ips?: readonly string[];
  readonly label?: string;
  readonly subAccount: Ability;
  /** A digest of whose key it is; absent where the exchange does not tell. */
  readonly account?: string;
  readonly words: readonly string[];
  /** What the exchange says of the account behind the key. */
  readonly controls?: Controls;
  readonly listed?: Listed;
  readonly createdAt?: string;
  readonly ageDays?: number;
  /** When it was made is not known: it is as old as that, or older. */
  readonly ageIsLeast?: true;
  readonly expiresAt?: string | 'never';
  readonly lastUsedAt?: string;
  readonly reach: readonly AuditedReach[];
  readonly calendar: readonly Due[];
  readonly findings: readonly Finding[];
}
