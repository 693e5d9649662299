import { isIPv4 } from 'node:net';
import { isJsonFault, isJsonObject, type JsonValue, parseJson } from '../../../core/index.ts';
import { type FrontAnswer, type FrontRequest, jsonAnswer } from '../../front.ts';
import type { KeyParts, Permissions, PracticeKey } from '../../keys.ts';
import { mintSubKey, subKeysOf } from '../sub-keys.ts';
import type { Asked } from '../thin.ts';

type Answer = (asked: Asked) => FrontAnswer;

const KEYS = '/api/v4/sub_accounts/{user_id}/keys';
const MOST_IPS = 20;
const MOST_KEYS = 20;

/** What writing in a group stands for here; `undefined` for those that change nothing in a practice key. */
const groups: Readonly<Record<string, keyof Permissions | undefined>> = {
  wallet: 'transfer',
  spot: 'trade',
  futures: 'futures',
  delivery: 'futures',
  earn: undefined,
  custody: undefined,
  options: 'options',
  account: 'admin',
  loan: undefined,
  margin: 'margin',
  unified: 'margin',
  copy: undefined,
};

function error(status: number, label: string, message: string): FrontAnswer {
  return jsonAnswer(status, { label, message });
}

function invalid(what: string): FrontAnswer {
  return error(400, 'INVALID_PARAM_VALUE', `Invalid ${what}`);
}

const PATH = /^\/api\/v4\/sub_accounts\/([1-9]\d*)\/keys(?:\/([^/]+))?$/;

/** The line under which a request for the keys of a sub-account stands; `undefined` for any other. */
export function subKeyLine({ method, path }: FrontRequest): string | undefined {
  const named = PATH.exec(path);
  if (!named) return undefined;
  return `${method} ${KEYS}${named[2] === undefined ? '' : '/{key}'}`;
}

/** The keys of sub-accounts: for keys of the main account. */
export function subKeyCalls(mint: (random: (size: number) => Buffer) => KeyParts): Readonly<Record<string, Answer>> {
  return {
    [`POST ${KEYS}`]: forMain((asked, userId) => create(asked, userId, mint)),
    [`GET ${KEYS}`]: forMain(list),
    [`DELETE ${KEYS}/{key}`]: forMain(remove),
  };
}

function forMain(answer: (asked: Asked, userId: string, id: string) => FrontAnswer): Answer {
  return (asked) => {
    const { permissions, subAccount } = asked.key;
    if (!permissions.admin || subAccount !== undefined) {
      return error(403, 'FORBIDDEN', 'Request forbidden due to permission');
    }
    const [, userId = '', id = ''] = PATH.exec(asked.request.path) ?? [];
    return answer(asked, userId, id);
  };
}

function create(
  { request, context }: Asked,
  userId: string,
  mint: (random: (size: number) => Buffer) => KeyParts,
): FrontAnswer {
  const body = parseJson(request.rawBody);
  if (isJsonFault(body) || !isJsonObject(body)) return error(400, 'INVALID_REQUEST_BODY', 'Invalid request body');
  const [name = '', ips = [], perms = []] = [body['name'], body['ip_whitelist'], body['perms']];
  if (typeof name !== 'string') return invalid('name');
  if (!Array.isArray(ips) || ips.length > MOST_IPS || !ips.every(isAddress)) return invalid('ip_whitelist');
  const permissions = Array.isArray(perms) ? permissionsOf(perms) : undefined;
  if (!permissions) return invalid('perms');
  if (subKeysOf(context, 'gate', userId).length >= MOST_KEYS) return invalid('number of keys');
  const { id, secret } = mintSubKey(
    context,
    { exchange: 'gate', subAccount: userId, label: name, permissions, ips },
    mint,
  );
  return jsonAnswer(200, { ...row(context.keys.find('gate', id)!), secret });
}

function isAddress(value: JsonValue): value is string {
  return typeof value === 'string' && isIPv4(value);
}

function permissionsOf(perms: readonly JsonValue[]): Partial<Permissions> | undefined {
  const has: Partial<Record<keyof Permissions, boolean>> = { read: perms.length > 0 };
  for (const perm of perms) {
    if (!isJsonObject(perm)) return undefined;
    const { name, read_only: isReadOnly } = perm;
    if (typeof name !== 'string' || !Object.hasOwn(groups, name) || typeof isReadOnly !== 'boolean') return undefined;
    const permission = groups[name];
    if (permission !== undefined && !isReadOnly) has[permission] = true;
  }
  return has;
}

/** The key's id is shown whole, its secret never again. */
function row(key: PracticeKey): Readonly<Record<string, unknown>> {
  const shown = ['spot', 'wallet', 'futures', 'options', 'account'] as const;
  const createdS = Math.floor(key.createdMs / 1_000);
  return {
    state: 1,
    name: key.label,
    user_id: Number(key.subAccount),
    perms: shown.map((name) => ({ name, read_only: !key.permissions[groups[name]!] })),
    mode: 1,
    ip_whitelist: key.ips ?? [],
    key: key.id,
    created_at: createdS,
    updated_at: createdS,
  };
}

function list({ context }: Asked, userId: string): FrontAnswer {
  return jsonAnswer(200, subKeysOf(context, 'gate', userId).map(row));
}

function remove({ context }: Asked, userId: string, id: string): FrontAnswer {
  const key = subKeysOf(context, 'gate', userId).find((one) => one.id === id);
  if (!key) return error(404, 'NOT_FOUND', 'Key not found');
  key.revoked = true;
  return { status: 204, body: '' };
}
