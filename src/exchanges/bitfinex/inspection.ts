import { hostOf } from '../endpoints.ts';
import type { Ability, Answer, Credential, Environment, Unclear } from '../exchange.ts';
import { type Ask, type ControlAnswer, type Inspection, type KeyReport, SPARE_MS } from '../inspection.ts';
import { faultOf, noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signed } from './sign.ts';

const PATH = '/v2/auth/r/permissions';
const USER = '/v2/auth/r/info/user';

/** One after the other: a nonce that comes late is refused. */
async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const post = (path: string, withinMs?: number): Promise<Answer | undefined> =>
    ask(({ timeMs, nonce }) => signed(host.name, path, '{}', nonce ?? BigInt(Math.floor(timeMs)), key), withinMs);
  const answer = await post(PATH);
  if (!answer) return noAnswer;
  const report = read(answer.status, answer.body);
  if ('unclear' in report) return report;
  const login = report.words.includes('account:read')
    ? loginOf(await post(USER, SPARE_MS))
    : { call: `POST ${USER}`, untold: 'the key may not read the account: it needs "Account Info: read"' };
  return { ...report, controls: { login } };
}

const MASTER_ID = 16;
const MODES = 26;
/** The modes of the documents. */
const modes: ReadonlyMap<string | undefined, string> = new Map([
  ['otp', 'an authenticator app'],
  ['u2f', 'a hardware key'],
]);

/** The answer holds the name and address of a person: nothing but the second factors is taken from it. */
function loginOf(answer: Answer | undefined): ControlAnswer {
  const call = `POST ${USER}`;
  const row = answer?.status === 200 ? listOf(jsonOf(answer.body)) : undefined;
  const [id, master, on] = [textOf(row?.[0]), textOf(row?.[MASTER_ID]) ?? '0', listOf(row?.[MODES])];
  if (!/^\d+$/.test(id ?? '') || !on) return { call, untold: faultOf(answer, readError) };
  if (master !== '0' && master !== id)
    return { call, untold: 'the key is of a sub-account, and its owner logs in to the master account' };
  if (on.length === 0) return { call, isSo: false, says: 'no second factor is on for the login' };
  const named = on.map((mode) => modes.get(textOf(mode)));
  return named.every((mode) => mode !== undefined)
    ? { call, isSo: true, says: `the login asks for ${[...new Set(named)].sort().join(' or ')}` }
    : { call, untold: 'a second factor is on that is not in its documents' };
}

/** The scopes of the documents; one that is not here may give anything. */
const scopes: ReadonlySet<string> = new Set([
  'account',
  'history',
  'orders',
  'positions',
  'funding',
  'settings',
  'wallets',
  'withdraw',
  'ui_withdraw',
  'bfxpay',
]);

function read(status: number, body: string): KeyReport | Unclear {
  const rows = status === 200 ? rowsOf(body) : undefined;
  if (!rows) return readError(status, body) ?? unclearOf('unreadable', status, undefined);
  const { words, named } = rows;
  const absent: Ability = words.every((word) => scopes.has(word.split(':')[0]!)) ? 'no' : 'unknown';
  // A scope without a row of its own is not told.
  const write = (scope: string): Ability =>
    words.includes(`${scope}:write`) ? 'yes' : named.includes(scope) ? absent : 'unknown';
  const trade = write('orders');
  const [withdraw, byPage] = [write('withdraw'), write('ui_withdraw')];
  return {
    rights: {
      read: words.some((word) => word.endsWith(':read')) ? 'yes' : absent,
      spot: trade,
      margin: trade,
      futures: trade,
      options: 'no',
      transfer: write('wallets'),
      // What a program can do with the withdrawals of the web page is not documented.
      withdraw: withdraw === 'no' && byPage !== 'no' ? 'unknown' : withdraw,
      // No scope makes keys, but which one makes tokens, which are as good as keys for a while, is not documented.
      admin: 'unknown',
    },
    ipRestricted: 'unknown',
    subAccount: 'unknown',
    words,
  };
}

interface Rows {
  /** `scope:read` and `scope:write` for each that is on, sorted. */
  readonly words: readonly string[];
  /** The scopes that have a row. */
  readonly named: readonly string[];
}

/** `undefined` where a row is none. */
function rowsOf(body: string): Rows | undefined {
  const rows = listOf(jsonOf(body));
  if (!rows || rows.length === 0) return undefined;
  const words: string[] = [];
  const named: string[] = [];
  for (const row of rows) {
    const [scope, canRead, canWrite] = (listOf(row) ?? []).map(textOf);
    if (scope === undefined || !isFlag(canRead) || !isFlag(canWrite) || !/^[a-z][\w.-]*$/i.test(scope))
      return undefined;
    named.push(scope);
    if (canRead === '1') words.push(`${scope}:read`);
    if (canWrite === '1') words.push(`${scope}:write`);
  }
  return { words: words.sort(), named };
}

function isFlag(text: string | undefined): boolean {
  return text === '0' || text === '1';
}

/**
 * 10100 is told for a key, a digest and perhaps an address that is wrong, 10001 for a permission and much else; only the text tells them
 * apart, and it is not documented.
 */
const causes: Readonly<Record<string, Unclear['cause']>> = {
  '10100': 'key-or-ip-or-permission',
  '10001': 'key-or-ip-or-permission',
  '10114': 'clock',
  '11010': 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const value = jsonOf(body);
  const row = listOf(value);
  const code = textOf(row?.[0]) === 'error' ? textOf(row?.[1]) : undefined;
  const isLimited = status === 429 || textOf(objectOf(value)?.['error']) === 'ERR_RATE_LIMIT';
  const known = code !== undefined && Object.hasOwn(causes, code) ? causes[code] : undefined;
  const cause = known ?? (isLimited ? 'rate' : undefined);
  return cause && unclearOf(cause, status, known ? code : undefined);
}

export const inspection: Inspection = {
  id: 'bitfinex',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
  nonce: { isTooLow: (status, body) => readError(status, body)?.cause === 'clock' },
};
