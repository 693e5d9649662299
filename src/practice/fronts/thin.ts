import { createHmac, timingSafeEqual } from 'node:crypto';
import { defaultRules } from '../core/account.ts';
import type { FaultAnswer, Front, FrontAnswer, FrontContext, FrontRequest } from '../front.ts';
import type { KeyParts, PracticeKey } from '../keys.ts';

/** What a thin front must be told of an exchange: a front that says what a key can do, tells the time and refuses, and has no market. */
export interface ThinDialect {
  readonly exchange: string;
  readonly hosts: readonly string[];
  mint(random: (size: number) => Buffer): KeyParts;
  fault(fault: FaultAnswer): FrontAnswer;
  /** By `METHOD /path`. */
  readonly open: Readonly<Record<string, (nowMs: number) => FrontAnswer>>;
  /** By `METHOD /path`; asked with a key that may read. */
  readonly signed: Readonly<Record<string, (asked: Asked) => FrontAnswer>>;
  /** The key that a request is rightly signed with, also while it is revoked or bound elsewhere; else the exchange's own refusal. */
  authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer;
  refuse(why: 'revoked' | 'expired' | 'ip' | 'permission', request: FrontRequest): FrontAnswer;
  lost(request: FrontRequest): FrontAnswer;
  /** The `METHOD /path` under which a request stands above, where some paths hold parameters; absent: as it was sent. */
  lineOf?(request: FrontRequest): string;
}

export interface Asked {
  readonly key: PracticeKey;
  readonly request: FrontRequest;
  readonly context: FrontContext;
}

export function thinFront(dialect: ThinDialect): Front {
  const { exchange, hosts, mint, fault, open, signed } = dialect;
  return {
    exchange,
    hosts,
    rules: defaultRules,
    mint,
    fault,
    handle: (request, context) => {
      const line = dialect.lineOf?.(request) ?? `${request.method} ${request.path}`;
      if (Object.hasOwn(open, line)) return open[line]!(context.nowMs);
      if (!Object.hasOwn(signed, line)) return dialect.lost(request);
      const key = dialect.authenticate(request, context);
      if (!('permissions' in key)) return key;
      const problem = context.keyProblem(key);
      if (problem) return dialect.refuse(problem, request);
      context.identify(key);
      if (!key.permissions.read) return dialect.refuse('permission', request);
      return signed[line]!({ key, request, context });
    },
  };
}

/** An HMAC of text, keyed with the text that the owner of a practice key holds. */
export function hmacOf(hash: 'sha256' | 'sha512', encoding: 'base64' | 'hex', secret: string, text: string): string {
  return createHmac(hash, secret).update(text).digest(encoding);
}

/** Compares in constant time. */
export function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
