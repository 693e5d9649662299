import { isHarmless, partOf } from './names.ts';

/** What the key of anything is called: of a row, an element, an entry. */
const ANY_KEY = /^(?:(?:self|this|row|item|entry)\.)?(?:keys?|key[_-]?ids?|pk|sk|client[_-]?id)$/i;
/** What a key of something is called, by what it is of. */
const KEY_OF = /^([\w.:-]{1,60}?)[_.-]?keys?(?:[_-]?ids?)?$/i;
/** What keys to accounts are called besides. */
const OF_ACCOUNT =
  /api|access|app|client|acc(?:oun)?t|trad|live|main|prod|real|test|paper|demo|sub|read|user|bot|pub|exch|auth|sec|priv|login|new|old|my|first|second|[a-z]?\d$/i;
/** As far behind a value the rest of its object is looked for, in bytes. */
export const OBJECT_WITHIN = 240;
/** What says of a text that its keys open accounts. */
const OF_ACCOUNTS = /secret|pass|api|cred|auth|login|priv|access|token|account|client|\b(?:sec|sk|ak|sign)\b/i;
/** What says so of the object in which a key stands. */
const HAS_SECRET = /secret|pass(?:w|phrase|\b)|\b(?:sec\b|cred|private)|[a-z_]sec\b/i;

/** What has keys that open nothing: keys that all may see, those that stay where they encrypt, those of stores, of pages and of their rows. */
const HOLDS_OTHER =
  /pub(?:lic)?[_-]?keys?|publickey|jwk|consensus|validator|kms|cmek|encrypt|\bsse|unseal|key_?metadata|cache|partition|idempoten|primary|^(?:key|keys|item|object|s3|cursor|last_?evaluated_?key|exclusive_?start_?key)$|ssh[_-]?key|usage_plan|captcha|translations?|i18n|locale|^(?:resource|data)\s{1,4}"(?:aws|google|azurerm|digitalocean|hcloud|tls|cloudflare)_/i;
/** Members that such objects have beside their keys, each as it is written. */
const BESIDE_OTHER =
  /(?<![\w$-])["']?(?:icon|children|dataIndex|render|sortable|renderCell|accessor(?:Key|Fn)?|onClick|className|href|etag|Bucket|Body|LastModified|sequencer|partition|offset|paths|restore-keys|KeyArn|KeyUsage|KeyState|key_type|AWSAccountId|TargetKeyId|usage_plan_id|@type|kty|crv|rev|tombstone|ttl|hits|locale|(?:tenant|subscription)[_-]?[iI]d|redirect_uri|audience)["']?\s{0,4}[:=]/;
/** What shows a row of a page: a label beside the key, and nothing of an account. */
const SHOWN =
  /(?<![\w$-])["']?(?:value|variations|rollout|translation|defaultMessage|default|label|title|text|header|headerName|caption|tooltip|placeholder)["']?\s{0,4}:/;
/** A key of DynamoDB, with its type. */
const ROW_KEY = /\b[ps]k["']?\s{0,4}:\s{0,4}\{\s{0,4}["']?[SNB]["']?\s{0,4}:\s{0,4}["']$/i;
/** Calls that keep something under a key, and those that make an element of a page. */
const KEEPS =
  /(?:(?:cache|redis|atom|selector|memcached?|s3|bucket|storage|producer|kafka|table|dynamo\w*|createElement|_?jsxs?(?:DEV)?|(?:get|put|delete|head|copy)_?(?:object|item)|lrange|\.h?[sg]et|lock)\w{0,8}|\bh)\((?:[^()]|\([^()]{0,60}\)){0,160}$/i;

/** Whether a key is one of something else than an account, by the block in which it stands, what stands beside it, and what the text is about. */
export function isOtherKey(name: string, before: string, behind: string, isOwned: (name: string) => boolean): boolean {
  const isAny = ANY_KEY.test(name);
  if (!isAny && !isKeyOfOther(name)) return false;
  if (isOwned(name)) return false;
  const object = `${openedIn(before)} ${behind.replace(/^["'`]?\}/, '').split('}', 1)[0] ?? ''}`;
  if (HAS_SECRET.test(object)) return false;
  const parent = parentOf(before);
  if (!isAny || (parent !== undefined && HOLDS_OTHER.test(parent))) return true;
  if (/^[ps]k$/i.test(name)) return ROW_KEY.test(before) || (/\bpk\b/i.test(object) && /\bsk\b/i.test(object));
  if (BESIDE_OTHER.test(object) || SHOWN.test(object) || KEEPS.test(before.slice(-240))) return true;
  return !OF_ACCOUNTS.test(`${before} ${behind}`) && !isOwned(parent ?? '');
}

/** Groups of keys by what each is for: `apiKey: { base: "..." }`. */
const GROUP = /^(?:\w{1,30}[_.-])?(?:api|access|secret|private)[_-]?keys?$|^api[_-]?(?:secrets?|tokens?)$/i;

/** What keys of such a group are for: networks, sites, markets. */
const MEMBER =
  /^(?:main|test|live|paper|prod|dev|stag|demo|sandbox|real|base|bsc|eth|polygon|matic|opt|arb|sepolia|goerli|holesky|avax|avalanche|fantom|gnosis|linea|scroll|zksync|blast|celo|default|spot|futures?|margin|swap|primary|backup|sub)[\w-]{0,16}$/i;

/** The name of a value that says nothing by itself in a group that does, with that of the group. */
export function groupedName(name: string, before: string, isOwned: (name: string) => boolean): string | undefined {
  if (!MEMBER.test(name) && !isOwned(name)) return undefined;
  if (isHarmless(name)) return undefined;
  const parent = parentOf(before);
  return parent !== undefined && GROUP.test(parent) ? `${parent}.${name}` : undefined;
}

/** Whether a name is of a key, and nothing of it says of which. */
export const isOwnKey = (name: string): boolean =>
  /^[a-z]\w{0,12}_key$|^[a-z]{1,4}Key$/.test(name) && isKeyOfOther(name);

function isKeyOfOther(name: string): boolean {
  const of = KEY_OF.exec(name)?.[1];
  return of !== undefined && !OF_ACCOUNT.test(of) && partOf(name) === 'key';
}

/** What stands before a value in its own object, or in the block of its own that is set in as far. */
function openedIn(before: string): string {
  const at = openAt(before);
  if (at !== undefined) return before.slice(at + 1);
  const lines = before.split('\n');
  const depth = indentOf(lines.at(-1)!);
  let first = lines.length - 1;
  while (first > 0 && lines[first - 1]!.trim() !== '' && indentOf(lines[first - 1]!) >= depth) first--;
  return lines.slice(first).join('\n');
}

/** The name of the block in which a value stands: of an object, of a block of Terraform, of a mapping of YAML, of a section. */
function parentOf(before: string): string | undefined {
  const at = openAt(before);
  if (at !== undefined) {
    const head = before.slice(Math.max(0, at - 120), at);
    const block = /(?:^|\n)[ \t]*([a-z]\w{1,30}(?:\s{1,4}"[\w.-]{1,60}"){0,2})\s{0,4}$/.exec(head)?.[1];
    return block ?? /([\w$.-]{1,60})["']?\]?\s{0,4}[:=]\s{0,4}(?:\[\s{0,20})?$/.exec(head)?.[1];
  }
  const lines = before.split('\n');
  const depth = indentOf(lines.at(-1)!);
  for (const line of lines.slice(0, -1).reverse()) {
    const section = /^\[{1,2}([\w.-]{1,60})\]{1,2}\s*$/.exec(line)?.[1];
    if (section !== undefined) return section;
    if (line.trim() !== '' && indentOf(line) < depth) return /([\w$.-]{1,60})["']?:\s*$/.exec(line)?.[1];
  }
  return undefined;
}

/** Where the brace stands that is open at the end of a text. */
function openAt(before: string): number | undefined {
  let depth = 0;
  // A value in braces of its own is in none.
  for (let at = before.length - (/\{["'`]?$/.exec(before)?.[0].length ?? 0) - 1; at >= 0; at--) {
    const char = before[at];
    if (char === '}') depth++;
    else if (char === '{' && depth-- === 0) return at;
  }
  return undefined;
}

/** How far a line is set in; the mark of an item counts as blanks. */
const indentOf = (line: string): number => /^[ \t]*(?:- [ \t]*)?/.exec(line)![0].length;
