import type { Part } from './shape.ts';

/** What the text to the left of a value says of it. */
export interface Naming {
  /** The name that it is given: a variable, a member, a header, a flag; empty where there is none. */
  readonly name: string;
  /** What is called with it, and its place among the arguments, from zero. */
  readonly callee?: string;
  readonly argument?: number;
}

const LONGEST = 101;
const NAME_SIGN = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$.-'));
const NAME_BEGIN = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$'));
/** What is called, with its path: `Client::new`, `ccxt.okx`. */
const CALLEE = /([A-Za-z_$\\][\w$.:>\\-]{0,100})$/;
/** A name may be followed by its type, or close a bracket, before the value is given. */
const TYPED =
  /([A-Za-z_$][\w$]{0,100})(?:\??\s{0,9}:\s{0,9}(?:&?(?:'static\s{1,9})?str|[Ss]tring|final\s{1,9}String|char\s{0,9}\*?)|\s{1,9}[Aa]s\s{1,9}[Ss]tring|\s{1,9}(?:string|\[\]byte)|\[\d{0,5}\])\s{0,9}$/;
/** How a text ends that may end so: most do not, and need no search for the name. */
const TYPED_ENDS = /(?:str|tring|char|byte|[*\]])\s{0,9}$/;
/** Types of other languages, in front of the equals sign alone. */
const ANY_TYPE = /(?:const|var|let|val|static)\s{1,4}([A-Za-z_$][\w$]{0,100})\s{0,4}:\s{0,4}[\w<>[\]?&*. ]{1,40}$/;
const CONSTANT = /([A-Za-z_]\w{1,60})\s{0,4}:\s{0,4}constant\s{1,4}\w{1,20}\s{0,4}$/i;
/** Members that are named by their neighbour: `name: BINANCE_API_KEY`, `value: ...`. */
const NAMELESS = new Set([
  'value',
  'val',
  'default',
  'content',
  'data',
  'text',
  'v',
  'input',
  'string',
  'valor',
  'parametervalue',
  'body',
]);
const NEIGHBOUR =
  /(?<![\w$.-])["']?(?:name|key|id|variable|k|title|label|parameterkey)\\{0,4}["']?\s{0,4}[:=]\s{0,4}\\{0,4}["']?([\w./-]{1,100}(?: [\w./-]{1,40}){0,3})/gi;
/** As well: an option of a command, what a command is told to set, the head of a block, what is made of a value. */
const NEIGHBOURS = [
  /["']--([\w-]{2,40})["'][^()]{0,80}$/,
  /--(?:name|key|secret-id|id)[\s=]["']?([\w./-]{2,100})["']?\s[^\n;|&]{0,60}$/,
  /\b(?:set|put|add|create)\s["']?([A-Za-z_][\w.-]{2,100})["']?\s--[\w-]{1,20}$/,
  /\bvariable\s{1,4}"([\w.-]{2,100})"\s{0,4}\{[^{}]{0,160}$/,
  /([\w$.]{2,100})\s{0,4}(?::\s{0,4}[\w[\], .|]{1,40})?=\s{0,4}[\w.]{1,40}\([^()]{0,80}$/,
];
/** An element of XML that holds the value, by its `name`, or by itself. */
const ELEMENT = /<([\w.:-]{1,60})(?:\s[^<>]{0,100}?\b(?:name|key)=["']([\w.-]{1,100})["'])?[^<>]{0,100}>\s{0,20}$/;
/** Elements that say how something looks, and not what it is. */
const LAYS_OUT = /^(?:t[dhr]|d[dt]|code|b|i|em|strong|span|pre|kbd|tt|samp|p|li|div|a|font|u|mark|small|center)$/i;
/** A name in an element of its own, and the value in the next. */
const BESIDE_ELEMENT =
  /<(?:key|name)>([\w. -]{1,100})<\/(?:key|name)>\s{0,40}<(?:string|value)(?:\s[^<>]{0,60})?>\s{0,20}$/i;
/** As far as a name is looked for, in characters. */
const FAR = 240;
/** What joins a name and its value is no longer. */
const LONGEST_JOIN = 8;
/** A value that stands in an argument of its own is not a name. */
const LONGEST_NAME = 48;

/** Without colours of a terminal or a page, with quotes as they are meant, without marks of YAML in front of the value. */
const plainOf = (text: string): string =>
  text
    .replace(/(?:\\u001b|\x1b|\\x1b)\[[\d;]{0,12}m/g, '')
    .replace(/<\/?span\b[^<>]{0,80}>/g, '')
    .replace(/&(?:quot|#3[49]);/g, '"')
    .replace(/&nbsp;/g, ' ')
    // What a comparison by words shows as it was.
    .replace(/\[-[^\]\n]{0,100}-\]\{\+$/, '')
    .replace(/(:\s{1,4})(?:[&!][\w!]{0,20}\s{1,4}){1,2}(["']?)$/, '$1$2')
    .replace(/:\s{1,4}[>|][+-]?\s{0,4}\n\s{1,40}$/, ': ')
    // A line that a comparison takes away or adds goes on what stands above it.
    .replace(/,[ \t]{0,4}\n[-+]([ \t]{2,80}["'`]?)$/, ',\n$1');

/** What is made of something, and not that: the hash of the secret is ..., SHA256 (secret.txt) = ...; a snapshot of a test, a record of DNS, a public key in an object that says so. */
const MADE_OF =
  /\b(?:hash(?:es)?|digest|checksum|fingerprints?|sha-?\d{1,3}|md5|signature)(?:\s?sum)?\s(?:of|for)\s[^\n=:;|]{1,80}(?:\s(?:is|was|are))?[:=\s(]{0,3}["'`*]{0,3}$|(?:hash|digest|finger\w{0,6}|sha-?\d{1,3}|md5|hmac|sign\w{0,5}|uuid\d?)\w{0,12}\([^\n]{0,160}\);?[ \t]{0,4}\n(?:Out\[\d{1,4}\]:\s|\[1\]\s|=>\s|<-\s)?["']?$|\b(?:sha\d?-?\d{0,3}|md5|blake\w{0,4})\s?\([^()\n]{1,100}\)\s?=\s?$|\b(?:DNSKEY|RRSIG|TLSA|SSHFP)\s[\w. ]{0,60}$|(?:order|trade|fill)\w{0,12}\([^()\n]{0,120}\bclient_?id["']?\s?[=:]\s?["']$|\bexports\[`[^`\n]{1,120}`\]\s=\s`\s{0,4}["']?$|pub_?key\\{0,4}["']\s{0,4},\s{0,4}\\{0,4}["']key\\{0,4}["']\s{0,4}:\s{0,4}\\{0,4}["']$/i;

/** So many texts are remembered with what they name: the same text is asked of more than once. */
const MOST_NAMINGS = 4_000;
const namings = new Map<string, Naming>();

/** Reads the name of the value before which this text stands. */
export function namingOf(text: string): Naming {
  // Colours of a terminal, as in the output of a notebook.
  const raw = plainOf(text).slice(-FAR);
  const known = namings.get(raw);
  if (known) return known;
  const naming = namingIn(raw);
  if (namings.size >= MOST_NAMINGS) namings.clear();
  namings.set(raw, naming);
  return naming;
}

/** `raw`: without what only dresses it. */
function namingIn(raw: string): Naming {
  // What a test compares with is a result.
  if (/[=!]==?\s{0,4}["'`]$|(?:assert|expect|equal|toBe)\w{0,20}\((?:[^()]|\([^()]{0,60}\)){0,120}["'`]$/i.test(raw))
    return { name: 'digest' };
  if (MADE_OF.test(raw)) return { name: 'digest' };
  // What is told to be a digest, in Solidity by its type: checksum/secret: ..., bytes32 constant KEY = ...
  if (
    /(?:checksum|digest|hash|sha\d{1,3})\/[\w.-]{1,60}["']?\s{0,4}[:=]\s{0,4}["']?$|\bbytes\d{1,2}\s[^;=\n]{0,80}=\s{0,4}$/i.test(
      raw,
    )
  )
    return { name: 'digest' };
  // Where a secret stands, and not the secret.
  if (
    /\barn:aws[\w-]{0,12}:[^\s"']{0,120}$|\b(?:op|vault|gcp-?sm|awssm|secretsmanager|keyring|ref\+\w{2,20}):\/\/[^\s"']{0,120}$/i.test(
      raw,
    )
  )
    return { name: 'digest' };
  // The path of a stream, as of Binance: a listen key.
  if (/\/(?:ws|stream)\/$|[?&]streams?=$/.test(raw)) return { name: 'listenKey' };
  // The pin of a certificate.
  if (/\bsha\d{1,3}[/-][A-Za-z0-9+/]{0,90}={0,2}["']\s{0,4},\s{0,20}["']$/.test(raw)) return { name: 'digest' };
  // A digest that says so itself, as in lock files: sha512-..., sha256:..., h1:...
  if (/(?:sha\d{1,3}[-:=_/]|\b[hz]h?1?:)$/i.test(raw)) return { name: 'digest' };
  const left = withoutQuote(raw);
  const beside = left === raw ? BESIDE_ELEMENT.exec(raw) : null;
  if (beside) return { name: beside[1]! };
  const element = left === raw ? ELEMENT.exec(raw) : null;
  if (element) return { name: element[2] ?? (LAYS_OUT.test(element[1]!) ? '' : element[1]!) };
  const listed = listedOf(left);
  if (listed !== undefined) return { name: listed };
  const set = /\b(?:set|put|add)\s["']?([A-Za-z_][\w.-]{2,100})["']?\s-\w$/.exec(left);
  if (set) return { name: set[1]! };
  const tailAt = Math.max(0, left.trimEnd().length - LONGEST_JOIN);
  const joined = /(=>|->|\xe2\x86\x92|\sto\s|:=|\?=|\?:|<<?-|=|:|\|\||\?\?|\sor\s|,|\(|\[|\{|\s)\s*$/.exec(
    left.slice(tailAt),
  );
  if (!joined) return { name: '' };
  const before = left.slice(0, tailAt + joined.index).trimEnd();
  if (/[,([{]/.test(joined[1]!)) return argumentOf(left);
  const isAbove = joined[1] === ':' || joined[0].includes('\n') || before.endsWith('\n');
  const phrase = isAbove || /^\s+$/.test(joined[0]) ? phraseOf(before) : '';
  // Two words for the secret, without a colon: `Secret key ...`.
  const isSecret = !isAbove && /\b(?:secret|private|sec)[ _-]key$/i.test(phrase);
  const pair = isAbove ? '' : (/[A-Za-z]{1,30}[ _-][A-Za-z]{1,30}$/.exec(phrase)?.[0] ?? '');
  if (isHarmless(pair)) return { name: pair };
  const name = isAbove || isSecret ? phrase || nameAt(before) : nameAt(before);
  if (NAMELESS.has(name.toLowerCase())) return { name: neighbourOf(before) ?? name };
  if (name !== '' || joined[1] === '=') return { name };
  return /[:\s]/.test(joined[1] ?? '') ? { name: phraseOf(before) } : { name };
}

/** `key, secret = "...", "..."`: the name in the place of the value. */
function listedOf(left: string): string | undefined {
  const match =
    /(?:^|[\n;{"']|\b(?:const|let|var|val)\b)\s{0,40}[[(]?\s{0,4}([A-Za-z_$][\w$.]{0,30}(?:\s{0,4},\s{0,4}[A-Za-z_$][\w$.]{0,30}){1,4})\s{0,4}\]?\)?\s{0,4}=\s{0,4}[[(]?\s{0,4}((?:["'`][^"'`]{1,120}["'`]\s{0,4},\s{0,4}){0,4})$/.exec(
      left,
    );
  if (!match) return undefined;
  const place = match[2]!.split(',').length - 1;
  return match[1]!.split(',')[place]?.trim();
}

function withoutQuote(left: string): string {
  return left
    .replace(/(?:Bearer|Basic|Token|token)\s$/, '')
    .replace(/(?:\b[rbuf]|@|<<)?\\{0,8}["'`“]{1,3}\s{0,9}$/, '')
    .replace(/\*\*\s?$|\|\s?`?$/, (found) => (found.includes('|') ? found : ''));
}

/** The name on which a text ends; empty where it does on none. */
function nameEnding(text: string): string {
  const least = Math.max(0, text.length - LONGEST);
  let at = text.length;
  while (at > least && NAME_SIGN.has(text.charCodeAt(at - 1))) at--;
  while (at < text.length && !NAME_BEGIN.has(text.charCodeAt(at))) at++;
  return text.slice(at);
}

function nameAt(before: string): string {
  const typed =
    (TYPED_ENDS.test(before.slice(-24)) ? TYPED.exec(before) : null) ??
    ANY_TYPE.exec(before) ??
    (/constant/i.test(before) ? CONSTANT.exec(before) : null);
  if (typed) return typed[1]!;
  const bare = before.replace(/[\\*"'`\])]+$/, '').replace(/[?!]$/, '');
  return nameEnding(bare);
}

function neighbourOf(before: string): string | undefined {
  const all = [...before.slice(-160).matchAll(NEIGHBOUR)];
  return all.at(-1)?.[1] ?? NEIGHBOURS.map((one) => one.exec(before)?.[1]).find((name) => name !== undefined);
}

/** Words in front of a colon or a blank, as in prose: `API Key: ...`. */
function phraseOf(before: string): string {
  return /(?<![\w$.-])((?:[A-Za-z]{1,30}[ _-]){1,3}[A-Za-z]{1,30})[*_"'`]{0,3}$/.exec(before.slice(-140))?.[1] ?? '';
}

/** The call in whose brackets the value stands. */
function argumentOf(left: string): Naming {
  let depth = 0;
  let commas = 0;
  for (let at = left.length - 1; at >= 0; at--) {
    const char = left[at]!;
    if (char === ')' || char === ']' || char === '}') depth++;
    else if (depth > 0 && (char === '(' || char === '[' || char === '{')) depth--;
    else if (char === '(' || char === '[' || char === '{') return opened(left, at, char, commas);
    else if (depth === 0 && char === ',') commas++;
    else if (char === ';') break;
  }
  return { name: '', argument: commas };
}

/** Types that keep what they hold from being shown: they name nothing. */
const WRAPS = /^(?:Secret|Protected|Secure)(?:Str(?:ing)?|Bytes|Value|Box)?$|^from_/;

/** Where an opening bracket was met: a call, a list, a pair of name and value. */
function opened(left: string, at: number, bracket: string, commas: number): Naming {
  const callee = bracket === '[' || bracket === '{' ? '' : (CALLEE.exec(left.slice(0, at).trimEnd())?.[1] ?? '');
  const quoted = /["'`]([\w.-]+)["'`]\s{0,9},\s{0,9}$/.exec(left)?.[1];
  // Of what defines names, and of tuples: -define(API_KEY, "..."), {api_key, "..."}.
  const named =
    quoted ??
    (bracket === '{' || /(?:define|set|put|add|env|param|export|const)\w{0,12}$/i.test(callee)
      ? /[({]\s{0,9}([A-Za-z_][\w.-]{1,60})\s{0,9},\s{0,9}$/.exec(left)?.[1]
      : undefined) ??
    '';
  // A pair: getenv("BINANCE_API_KEY", "..."), { "apiKey", "..." }, header("X-KEY", "...").
  if (commas === 1 && named !== '' && named.length < LONGEST_NAME && partOf(named) !== undefined)
    return { name: named, callee, argument: commas };
  const last = callee.split(/[.:>\\-]+/).at(-1) ?? '';
  // The variable that is given what the environment has, or else this: CMC = os.environ.get("X", "...").
  if (commas === 1 && /env/i.test(callee)) {
    const given = /([A-Za-z_$][\w$.]{0,60})\s{0,4}=\s{0,4}$/.exec(
      left.slice(0, at).trimEnd().slice(0, -callee.length),
    )?.[1];
    if (given !== undefined) return { name: given, callee, argument: commas };
  }
  // A call that says what it takes: .apiKey("..."), setSecret("...").
  if (commas === 0 && bracket === '(' && !WRAPS.test(last) && partOf(last) !== undefined)
    return { name: last, callee, argument: 0 };
  if (bracket === '{' && commas === 0) {
    // A variable of C++ with what it begins as: api_key{"..."}.
    const begun = /([A-Za-z_]\w{0,100})\s?$/.exec(left.slice(0, at))?.[1] ?? '';
    if (partOf(begun) !== undefined) return { name: begun, argument: 0 };
  }
  // A value in brackets of its own: key = ("...").
  const inBrackets = bracket === '(' && callee === '' && commas === 0;
  if (inBrackets) {
    const given = /([A-Za-z_$][\w$.]{0,60})\s{0,4}=\s{0,4}$/.exec(left.slice(0, at))?.[1];
    if (given !== undefined) return { name: given };
  }
  if (bracket === '[') {
    const listed = /([A-Za-z_$][\w$.-]{0,60})\\{0,4}["'`]?\]?\s{0,4}[:=]\s{0,4}$/.exec(left.slice(0, at))?.[1];
    if (listed !== undefined) return { name: listed, argument: commas };
  }
  return { name: '', callee, argument: commas };
}

const PRIVATE =
  /priv(?:ate)?[\s_-]?key|(?:^|[^a-z])(?:deployer|owner|signer|operator|agent|wallet|from|funder|miner|validator|spend(?:ing)?|hot|bot)[\s_-]?key$|(?:^|[_.-])pk$|walletkey|keypair|xprv|(?:^|_)wif$/i;
const SECRET =
  /secret|(?:^|[\s_.-])credential$|seckey|sec[\s_-]key|api[\s_-]?sec(?![a-z])|(?:^|[_.-])(?:sec|sk|private|priv)$|sign(?:ing)?[\s_-]?key|hmac(?:[\s_-]?key)?$/i;
const MNEMONIC = /mnemonic|seed[\s_-]?(?:phrase|words)|recovery[\s_-]?phrase/i;
const PASSPHRASE =
  /pass[\s_-]?phrase|pass[\s_-]?word|passwd|(?:^|[._\s/-])pass$|(?:^|[^a-z])phrase$|api[\s_-]?pass|(?:^|[._\s-])pwd?$|[a-z]Pass$|(?:^|[._\s-])memo$|[a-z]memo$/i;
const KEY =
  /api[\s_-]?(?:public[\s_-]?)?key|public[\s_-]api|access[\s_-]?key|key[\s_-]?id|client[\s_-]?id|access[\s_-]?id|app[\s_-]?key|master[\s_-]?key|(?:^|[._\s/-])(?:key|access|apikey|ak)(?:[._-]?(?:\d{1,2}|live|prod|main|real|test(?:net)?|paper|demo|sub|new|old|ro|rw|trade|read))?$|^key[._-]|[a-z]Key$|api[\s_-]?id|x-.{0,40}key|codename$|(?:^|[._\s-])(?:api|pub)$/i;
const TOKEN = /token|bearer|auth(?:orization)?$|routing[\s_-]?key/i;

/** What a name says that its value is. */
export function partOf(name: string): Part | undefined {
  if (name === '') return undefined;
  if (MNEMONIC.test(name)) return 'mnemonic';
  if (PRIVATE.test(name)) return 'private-key';
  if (SECRET.test(name)) return 'secret';
  if (PASSPHRASE.test(name)) return 'passphrase';
  if (TOKEN.test(name) && !/api[\s_-]?key/i.test(name)) return 'token';
  return KEY.test(name) ? 'key' : undefined;
}

/** A variable whose name says nothing, and the words that may be one. */
const VARIABLE = /^[A-Za-z_]\w{0,20}$/;

/** What a variable is given for, shortly behind it: `{ apiKey: k, secret: s }`, `Client(pub, priv)`. */
export function usedAs(variable: string, behind: string): Naming | undefined {
  if (!VARIABLE.test(variable) || isHarmless(variable)) return undefined;
  for (let at = behind.indexOf(variable); at >= 0; at = behind.indexOf(variable, at + 1)) {
    if (
      /\w/.test(behind[at - 1] ?? '') ||
      !/^\s{0,4}[,)}\n]/.test(behind.slice(at + variable.length, at + variable.length + 6))
    )
      continue;
    const left = behind.slice(0, at);
    const member = /([\w-]{2,40})["']?\s{0,4}[:=]\s{0,4}$/.exec(left)?.[1];
    if (member !== undefined && partOf(member) !== undefined) return { name: member };
    const call = /([A-Za-z_$][\w$.:]{0,60})\(\s{0,20}(?:([A-Za-z_]\w{0,20})\s{0,4},\s{0,20})?$/.exec(left);
    const made = call?.[1]?.split(/[.:]+/).at(-1) ?? '';
    if (call && /^[A-Z]\w*(?:API|Api|Client|Exchange|Rest)$|^(?:API|Client)$/.test(made))
      return { name: '', callee: call[1]!, argument: call[2] === undefined ? 0 : 1 };
  }
  return undefined;
}

/** The name of the file that a command writes a value to: `echo ... > ~/.gate_key`. */
export const writtenTo = (behind: string): string | undefined =>
  /^["']?\s{0,4}(?:>{1,2}|\|\s{0,4}(?:sudo\s{1,4})?tee(?:\s-a)?\s)\s{0,4}["']?(?:[^\s"'|;&<>]{0,80}\/)?\.?([\w-]{2,60})/.exec(
    behind,
  )?.[1];

/** Names of what looks like a secret and is none. */
const HARMLESS =
  /hash|digest|checksum|integrity|csrf|xsrf|sha-?\d|md5|crc(?![a-z])|signature|signed|(?:^|[._-])sign?$|topic|(?<!h)tx(?:n|id|_|$)|transaction|order|cl_?ord|trade_?id|commit|revision|etag|address|addr$|uuid|guid|request|trace(?!r)|nonce|merkle|root|block|slot|pool|contract|bytecode|cipher[_-]?text|(?:^|[._-])ct$|^encrypted$|fingerprint|version|public[\s_-]?key|pub_?key|receipt|session|device|salt|seed_?hash|selector|cursor|page(?!r)|listen|token_?(?:id|addr|mint|contract|pair)|mint|cache|registry|websocket|(?:gpg|pgp|apt|application_?server|vapid|captcha|turnstile|site|peer|attestation|oracle|trusted|sparkle\w{0,8}|publiced|server_public)[_-]?key|minisign|signify|(?:^|[._-])secure$|^v(?:er)?key$|(?:^|[^a-z])public_(?!api|client)\w{1,20}_key$|(?:^|[._-])(?:id|iv|mac|tag|rev|ref)$|[a-z]Id$|kid$|(?:verif(?:y|ying|ication)|kms|lock|entity|surrogate|message|strategy|event|job|task|site|measurement|cache|idempotency|dedup|partition|sort|primary|foreign|publishable|lookup|accessor|column|widget|element|restore|node|tree|react|feature|flag|shard|range|row|storage|object|query|mutation|item|list|group|locale|translation|menu|tab|hot|index|join|unique)[\s_-]?key|(?:^|_)token[01](?:$|_|[A-Z.])/i;

/** Names that end so are of no secret, whatever else they say: what is made of one, and where one stands. */
const ENDS_HARMLESS =
  /(?:kms|cmk|cmek|sse|master|target|wrapping|unseal|encryption|signing|sign|storage|disk|volume|vault)[\w-]{0,20}[kK]ey[_-]?[iI][dD]$|^(?:encrypted|hashed|masked|redacted|sealed|wrapped|ciphered)(?:[\s_-]|(?=[A-Z]))|^-{0,2}(?:export|recv|list|delete|search|show|edit|revoke|rotate|describe)[_-][\w-]*keys?$|(?:secret|key|token|passphrase)s?(?:[\s_-]?(?:iv|hmac|encrypted|ciphertext|cipher|nonce|tag|fp|commitment|masked|preview|hint|prefix|suffix)|[\s_-]enc)$|(?:textfield|label|controller|picker)$|\.(?:id|uuid|hash|digest|fingerprint|name)$|(?:hash(?:es)?|digest|sha(?:-?\d{1,3})?|checksum|fingerprints?|signature|private_key_id|_arn|secrets[\s_-]?id|(?:version|store|vault|manager|entry|item|object|record)[\s_-]?id|key_role|_role|_slot|_selector|(?:secret|key|token|passw(?:or)?d|passphrase|credentials?)s?[\s_-]?(?:name|names|ref|refs|reference|path|arn|uri|url|file|version|versions|store|prime|length|len|size|type|alias|label|rotation|expiry|manager|provider))$|[a-z](?:Secret|Key|Token|Password)(?:Name|Ref|Path|Arn|Uri|Url|File|Version|Store|Prime|Length|Type|Alias|Field|View|Input|Label|Controller|Picker|Storage|Service)$/i;

/** The name of a file. */
const FILE =
  /\.(?:csv|txt|json|ya?ml|toml|py|[jt]sx?|md|log|html?|png|svg|swift|java|cpp|go|rs|rb|zip|gz)$|(?:key|id_\w{2,10})\.pub$/;

/** Whether a name is of something that looks like a secret and is none. */
export const isHarmless = (name: string): boolean =>
  ENDS_HARMLESS.test(name) ||
  FILE.test(name) ||
  (HARMLESS.test(name) &&
    !/secret|priv(?:ate)?[\s_-]?key|api[\s_-]?(?:public[\s_-]?)?key|access[\s_-]?key|key[\s_-]?id$|client[\s_-]?id|access[\s_-]?id|app[\s_-]?id/i.test(
      name,
    ));

/** Secrets that an exchange has nothing to do with. */
const FOREIGN =
  /jwt|telegram|(?:^|[._-])tg[._-]|discord|slack|smtp|e?-?mail|database|(?:^|[._-])db[._-]|postgres|mysql|redis|mongo|session|cookie|csrf|django|flask|webhook|ws[._-]?token|github|gitlab|aws[._-]|infura|alchemy|etherscan|bscscan|sentry|grafana|web[._-]?ui|proxy|keystore/i;

/** Whether a name is of a secret that no exchange has. */
export const isForeign = (name: string): boolean => FOREIGN.test(name);
