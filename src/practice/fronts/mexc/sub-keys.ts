import { type FrontAnswer, jsonAnswer } from '../../front.ts';
import type { KeyParts, Permissions, PracticeKey } from '../../keys.ts';
import { addressList, mintSubKey, subKeysOf } from '../sub-keys.ts';
import type { Asked } from '../thin.ts';

type Answer = (asked: Asked) => FrontAnswer;

const MOST_IPS = 20;
const MOST_KEYS = 30;

/** What a permission word stands for here; `undefined` for those that change nothing in a practice key. */
const words: Readonly<Record<string, keyof Permissions | undefined>> = {
  SPOT_ACCOUNT_READ: 'read',
  SPOT_ACCOUNT_WRITE: 'admin',
  SPOT_DEAL_READ: 'read',
  SPOT_DEAL_WRITE: 'trade',
  CONTRACT_ACCOUNT_READ: 'read',
  CONTRACT_ACCOUNT_WRITE: undefined,
  CONTRACT_DEAL_READ: 'read',
  CONTRACT_DEAL_WRITE: 'futures',
  SPOT_TRANSFER_READ: 'read',
  SPOT_TRANSFER_WRITE: 'transfer',
};

function error(code: number, msg: string): FrontAnswer {
  return jsonAnswer(400, { code, msg });
}

/** The keys of sub-accounts: for keys of the master account that may change accounts. */
export function subKeyCalls(mint: (random: (size: number) => Buffer) => KeyParts): Readonly<Record<string, Answer>> {
  const path = '/api/v3/sub-account/apiKey';
  return {
    [`POST ${path}`]: forMasters((asked) => create(asked, mint)),
    [`GET ${path}`]: forMasters(list),
    [`DELETE ${path}`]: forMasters(remove),
  };
}

function forMasters(answer: (asked: Asked, subAccount: string) => FrontAnswer): Answer {
  return (asked) => {
    const { key, request } = asked;
    if (!key.permissions.admin) return jsonAnswer(401, { code: 700007, msg: 'No permission to access the endpoint.' });
    if (key.subAccount !== undefined) return error(140002, 'sub account is forbidden');
    const subAccount = new Map(request.query).get('subAccount') ?? '';
    return subAccount === '' ? error(140001, 'sub account does not exist') : answer(asked, subAccount);
  };
}

function create({ request, context }: Asked, mint: (random: (size: number) => Buffer) => KeyParts): FrontAnswer {
  const params = new Map(request.query);
  const [subAccount, note, permissions] = ['subAccount', 'note', 'permissions'].map((name) => params.get(name) ?? '');
  if (!note) return error(730700, 'API KEY remarks cannot be null');
  if (!permissions) return error(730701, 'API KEY permission cannot be null');
  const granted = permissions.split(',');
  if (!granted.every((word) => Object.hasOwn(words, word))) return error(730702, 'API KEY permission does not exist');
  const ips = addressList(params.get('ip'));
  if (!ips) return error(730704, 'The bound IP format is incorrect, please refill');
  if (ips.length > MOST_IPS) return error(730703, 'The IP information is incorrect');
  if (subKeysOf(context, 'mexc', subAccount!).length >= MOST_KEYS) {
    return error(730705, 'At most 30 groups of Api Keys are allowed to be created only');
  }
  const has = Object.fromEntries(granted.flatMap((word) => (words[word] === undefined ? [] : [[words[word], true]])));
  const made = mintSubKey(
    context,
    { exchange: 'mexc', subAccount: subAccount!, label: note, ips, permissions: { read: false, ...has } },
    mint,
  );
  return jsonAnswer(200, { subAccount, ...row(context.keys.find('mexc', made.id)!), secretKey: made.secret });
}

/** The key's id is shown whole, its secret never again. */
function row(key: PracticeKey): Readonly<Record<string, unknown>> {
  const granted = Object.keys(words).filter((word) => words[word] !== undefined && key.permissions[words[word]]);
  return {
    note: key.label,
    apiKey: key.id,
    permissions: granted.join(','),
    ip: key.ips?.join(',') ?? '',
    creatTime: key.createdMs,
  };
}

function list({ context }: Asked, subAccount: string): FrontAnswer {
  return jsonAnswer(200, { subAccount: subKeysOf(context, 'mexc', subAccount).map(row) });
}

function remove({ request, context }: Asked, subAccount: string): FrontAnswer {
  const id = new Map(request.query).get('apiKey');
  const key = subKeysOf(context, 'mexc', subAccount).find((one) => one.id === id);
  if (!key) return error(730706, 'API KEY information does not exist');
  key.revoked = true;
  return jsonAnswer(200, { subAccount });
}
