import { type Code, catalogue, KeywardError } from '../core/index.ts';
import { exchanges, type Unclear } from '../exchanges/index.ts';
import { connectAdmin } from './admin.ts';
import type { ListedKey } from './key-operations.ts';
import type { SessionParts } from './session.ts';

export type ErrorCause = Exclude<Unclear['cause'], 'unreadable'>;

/** What an error text means on one exchange. */
export interface ErrorReading {
  readonly exchange: string;
  readonly cause: ErrorCause;
  /** The status and the code that were read. */
  readonly read: string;
  readonly means: string;
  readonly fixes: readonly string[];
  /** What the running Keyward knows of its keys of this exchange. */
  readonly keys: readonly { readonly key: string; readonly says: string }[];
}

export interface ErrorReport {
  /** Set where the text is one of Keyward's own refusals. */
  readonly own?: { readonly code: Code; readonly title: string; readonly hint: string };
  readonly readings: readonly ErrorReading[];
  readonly running: boolean;
}

const meanings: Readonly<Record<ErrorCause, { readonly means: string; readonly fixes: readonly string[] }>> = {
  key: {
    means:
      'the exchange does not know the key: mistyped, deleted, expired, or of another environment (live, testnet, demo)',
    fixes: [
      "compare the first and last letters of the API key with the exchange's page",
      'look there whether it has expired or was deleted',
      'set `environment` under `keys` to what the key was issued for',
    ],
  },
  signature: {
    means: 'the key is known, but the secret does not belong to it, or the request was changed after it was signed',
    fixes: [
      'copy the secret again, without spaces or quotes',
      'a PEM needs its line breaks, or \\n in their place',
      'on exchanges with a passphrase, it is a third secret',
    ],
  },
  ip: {
    means: 'the key works, but not from the address of this host',
    fixes: [
      "add this host's public address to the IP list of the key",
      'behind a changing address, get a fixed one rather than open the key to all',
    ],
  },
  permission: {
    means: 'the key works, but may not do this',
    fixes: [
      'compare what was asked with the permissions of the key (read, spot, futures)',
      'never add withdrawals: Keyward does not sign with such a key',
    ],
  },
  clock: {
    means: 'the time or the nonce of the request is not what the exchange expects',
    fixes: [
      "keyward doctor shows how far this host's clock is off",
      'timedatectl set-ntp true',
      'use a key in one program only: two share its nonce badly',
    ],
  },
  rate: {
    means: 'too many requests from this key or address',
    fixes: [
      'slow the bots down, and wait as long as the exchange says',
      'look for other programs behind the same address',
    ],
  },
  'key-or-ip-or-permission': {
    means: 'the exchange says no without saying why: the key, the address or the permission',
    fixes: [
      "first the key: compare it with the exchange's page, and its environment",
      "then the IP list of the key: is this host's public address in it?",
      'then the permissions: spot and futures are separate',
    ],
  },
};

/** Splits an error text of an exchange (`-2015`, a JSON answer, a client's message) into its cause, with what the running Keyward knows of the key. */
export async function readErrorText(parts: SessionParts, text: string, only?: string): Promise<ErrorReport> {
  if (only !== undefined && !Object.hasOwn(exchanges, only)) {
    throw new KeywardError('usage', `there is no exchange ${only}; there is ${Object.keys(exchanges).join(', ')}`);
  }
  const operations = await connectAdmin(parts.environment.home, parts.clock).catch(() => undefined);
  const keys = operations ? await operations.listKeys() : [];
  const code = ownCode(text);
  if (code !== undefined) {
    const { title, hint } = catalogue[code];
    return { own: { code, title, hint }, readings: [], running: operations !== undefined };
  }
  // ccxt begins its messages with the exchange.
  const named = only ?? Object.keys(exchanges).find((id) => new RegExp(`^\\W*${id}\\b`, 'i').test(text));
  const readings = Object.keys(exchanges)
    .filter((id) => named === undefined || id === named)
    .flatMap((id) => readingOf(id, text, keys));
  return { readings, running: operations !== undefined };
}

/** The code with which Keyward itself has refused, in an exchange's dialect or outside of any. */
export function ownCode(text: string): Code | undefined {
  const code = /keyward: ([a-z0-9-]+):/.exec(text)?.[1] ?? /"error":"([a-z0-9-]+)","message":"keyward/.exec(text)?.[1];
  return code !== undefined && Object.hasOwn(catalogue, code) ? (code as Code) : undefined;
}

function readingOf(exchange: string, text: string, keys: readonly ListedKey[]): ErrorReading[] {
  const status = Number(
    /\b(?:HTTP|status)\D{0,8}([45]\d\d)\b/i.exec(text)?.[1] ?? /^\W*(?:[a-z]+\W+)?([45]\d\d)\b/i.exec(text)?.[1] ?? 400,
  );
  for (const body of bodiesIn(text)) {
    const found = exchanges[exchange]!.key.readError(status, body);
    if (!found || found.cause === 'unreadable') continue;
    const own = keys.filter((key) => key.exchange === exchange);
    const { means, fixes } = meanings[found.cause];
    return [
      {
        exchange,
        cause: found.cause,
        read: found.message,
        means,
        fixes,
        keys: own.map((key) => ({ key: key.key, says: saysOf(key, found.cause as ErrorCause) })),
      },
    ];
  }
  return [];
}

/** The answers that the text may come from: its JSON as it stands, or its code in each of the shapes in which exchanges write one. */
function bodiesIn(text: string): string[] {
  const json = /\{[\s\S]*\}/.exec(text)?.[0];
  if (json !== undefined) return [json];
  const codes = [...text.matchAll(/(?<![\w.])-?\d{4,6}\b/g)].map(([code]) => code);
  const words = /\bE[A-Z][A-Za-z]*:[A-Za-z][A-Za-z ]*[a-z]/.exec(text)?.[0];
  return [
    ...codes.flatMap((code) => [
      `{"code":${code},"msg":""}`,
      `{"code":"${code}","msg":""}`,
      `{"retCode":${code},"retMsg":""}`,
    ]),
    ...(words === undefined ? [] : [JSON.stringify({ error: [words] })]),
    JSON.stringify({ error: text.trim().slice(0, 60) }),
  ];
}

function saysOf(key: ListedKey, cause: ErrorCause): string {
  const { abilities, refused } = key;
  if (refused !== undefined) return `not used: ${refused}`;
  if (!abilities) return 'has not answered yet';
  const can = ['read', 'trade', 'withdraw', 'ipRestricted']
    .map((name) => `${name === 'ipRestricted' ? 'bound to addresses' : name} ${abilities[name] ?? 'unknown'}`)
    .join(', ');
  if (abilities['read'] !== 'yes') return can;
  const accepted = `the exchange accepts it from this host (${can})`;
  if (cause === 'key-or-ip-or-permission')
    return `${accepted}, so a permission is missing, or the error came from another key`;
  if (cause === 'key' || cause === 'signature' || cause === 'ip')
    return `${accepted}, so the error came from another key, program or host`;
  return can;
}
