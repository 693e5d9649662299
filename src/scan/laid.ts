import { partOf } from './names.ts';

/** What asks for a name and a password in one: options of programs, headers, calls. Of an exchange these are its key and its secret. */
const LOGIN =
  '(?:(?:^|\\s)-(?:u\\s?|a\\s)|--(?:user|auth|login|basic)[=\\s]|\\bBasic\\s|\\bauth["\']?\\s{0,4}(?:=>|[:=])\\s{0,4}[([]|authenticate\\(|basic_?auth\\w{0,16}\\()\\s{0,4}["\'`]{0,2}';
const LOGIN_KEY = new RegExp(`${LOGIN}$`, 'i');
const LOGIN_SECRET = new RegExp(`${LOGIN}[\\w+/=.-]{6,140}["'\`]{0,2}\\s{0,4}[:,\\s]\\s{0,20}["'\`]{0,2}$`, 'i');
const GOES_ON = /^["'`]{0,2}\s{0,4}[:,\s]\s{0,20}["'`]{0,2}[\w+/=-]{16}/;
/** As far before a value as its login is looked for, in characters. */
const NEAR = 240;

/** What computes a code of a message under a key. */
const SIGNS =
  /(?:(?<!from_)hmac\w{0,12}(?:\.new)?|hash_hmac)\((?:[^()\n]{0,60}[,\s])?\s{0,4}(?:b|(?:&?\[\]byte|Buffer\.from|\w{1,20})\()?["'`]$|\s-hmac\s{1,4}["']?$/i;

/** What a program asks a stream with: {"op": "auth", "args": ["...". */
const ASKS_STREAM =
  /["'](?:op|event|method|type|cmd|action)\\?["']\s{0,4}:\s{0,4}\\?["'](?:auth\w{0,12}|login|logon|subscribe_?auth)\\?["']\s{0,4},\s{0,4}\\?["'](?:args|params|arguments)\\?["']\s{0,4}:\s{0,4}\[\s{0,4}\\?["']$/i;

/** The name that a login gives a value: `-u KEY:SECRET`, `Basic KEY SECRET`, `auth=("KEY", "SECRET")`, `https://KEY:SECRET@host`. */
export function loginName(before: string, behind: string): string | undefined {
  const left = before.slice(-NEAR);
  if (SIGNS.test(left)) return 'api_secret';
  if (ASKS_STREAM.test(left)) return 'api_key';
  if (LOGIN_KEY.test(left)) return GOES_ON.test(behind) ? 'api_key' : undefined;
  if (LOGIN_SECRET.test(left)) return 'api_secret';
  if (/:\/\/$/.test(left)) return /^:[^@\s/"'`]{8,200}@/.test(behind) ? 'api_key' : undefined;
  return /:\/\/[\w+%=-]{8,140}:$/.test(left) && behind.startsWith('@') ? 'api_secret' : undefined;
}

/** Ways in which a name stands to the left of its value that are no assignment. */
const LEFT: readonly RegExp[] = [
  // A list of arguments or of pairs: "--api-key", "..."; buildConfigField "String", "API_KEY", "\"...\"".
  /["'`]-{0,2}([A-Za-z][\w.-]{1,60})["'`]\s{0,4},\s{0,20}[\\"'`]{1,8}$/,
  // What Redis answers.
  /["']([A-Za-z][\w.:-]{1,60})["']\s{0,4}\n\s{0,20}\d{1,4}\)\s{0,4}["']?$/,
  // What PHP dumps.
  /\[["']([\w.-]{2,60})["'](?::\w{1,20}){0,2}\]\s{0,4}=>\s{0,40}(?:string\(\d{1,5}\)\s{0,4})?["']?$/,
  // What a debugger prints.
  /([A-Za-z][\w.]{1,60})\s{0,4}=\s{0,4}0x[0-9a-f]{1,16}\s{1,4}["']$/i,
  // A row of two cells, or the record of a database.
  /(?:^|\n)[ \t|*│]{0,20}([A-Za-z][\w .-]{1,40}?)[*_` \t]{0,40}[|│\t][ \t`*]{0,8}$/,
  // What a stream editor puts in: s/YOUR_API_KEY/.../; what PHP writes out: s:6:"apiKey";s:64:"...".
  /\bs[/|#][^/|#\n]{0,20}?([\w-]{3,60})[}>]{0,2}(?:\.\*)?[/|#](?:[\w-]{3,60}=)?["']?$/,
  /s:\d{1,4}:\\{0,2}"([\w.-]{2,60})\\{0,2}";s:\d{1,5}:\\{0,2}"$/,
  // What a console was asked for, in the line above; what R prints.
  /(?:^|\n)[^\n=]{0,60}?(?<![\w$])(?:[\w.]{1,30}\$)?([\w.]{2,60})\)?;?\s{0,4}\n(?:Out\[\d{1,4}\]:\s|\[1\]\s|=>\s|<-\s)?["']$/,
  /\$\s([\w.]{2,40})\s{0,20}:\s{0,4}chr\s{1,4}"$/,
  // Of several, each by its number: "privateKeys": {"4": "...".
  /["']([\w-]{2,40})["']\s{0,4}:\s{0,4}\{\s{0,40}["']\d{1,6}["']\s{0,4}:\s{0,4}["']$/,
  // A sentence.
  /\b((?:(?:api|access|secret|private|public)[ _-])?(?:key|secret|passphrase|password|token))[ \t]{1,4}(?:is|are|was|ist|lautet|es|est|seems)[ \t:]{1,4}["'`*]{0,3}$/i,
  // A name and its value, each in a member of its own.
  /["'](?:key|name|label|title)["']\s{0,4}:\s{0,4}["']([\w ./-]{2,60})["'][^{}\n]{0,40}[:{]{1,2}\s{0,4}["']?(?:value|stringValue)["']?\s{0,4}:\s{0,4}["']$/i,
  // What a chat exports.
  /["'][^"'\n]{0,40}?([A-Za-z][\w ]{1,30}?)[:\s]{0,4}["'],\s{0,9}\{\s{0,9}["']type["']:\s{0,4}["']\w{2,12}["'],\s{0,9}["']text["']:\s{0,4}["']$/,
  // What a log puts in brackets.
  /\b((?:[a-z]{2,20}\s)?[\w-]{0,20}(?:key|secret|token|passphrase))\[$/i,
  /([\w$]{2,60})\s{0,4}=\s{0,4}ConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["']$/i,
  // A term and what it means, a label in an element of its own.
  /<(?:th|td|t|v|dt|b|i|em|strong|label|span|p|li|h\d|key|name|data|div|stringProp)\b[^<>]{0,80}>\s{0,40}(?:<\w{1,10}[^<>]{0,60}>\s{0,4}){0,2}([A-Za-z][\w .()/-]{1,40}?)\s{0,4}:?\s{0,4}(?:<\/\w{1,10}>\s{0,40}){1,3}:?\s{0,40}(?:<\w{1,10}[^<>]{0,80}>\s{0,40}){0,3}$/i,
  // What wraps a value in a call: key: Some("..."), secret = Buffer.from("...").
  /([A-Za-z_$][\w$.-]{0,60})["']?\s{0,4}(?:=>|:=|[:=])\s{0,4}(?:new\s)?(?:Some|Ok|Just|Optional\.of|String|string|str|SecretString|Secret|SecretStr|[\w:.]{0,30}(?:from|of|new|encode|decode|unhexlify|b64decode|fromhex|bytes|Value)|&?\[\]byte|bytes|b64|atob|Buffer\.from)\(\s{0,9}[\\"'`]{0,4}$/,
  // A member that holds the value in an object of its own: "apiKey": {"value": "..."}.
  /["']?([A-Za-z][\w.-]{1,60})["']?\s{0,4}[:=]\s{0,4}\{[^{}]{0,60}["']?(?:value|default|val|string|stringValue|S|data)["']?\s{0,4}[:=]\s{0,4}["'`]$/,
];
/** What has none of these names no part of a credential; see `partOf`. */
const MAY_NAME =
  /priv|key|pk|prv|wif|sec|cred|sk|sign|hmac|mnemonic|seed|recov|pass|phrase|pw|memo|api|access|ak|codename|pub|token|bearer|auth|client|app/i;
/** Those that fit before a quote alone. */
const QUOTED = new Set(LEFT.filter(({ source }) => /["`](?:\]|\]\{1,8\}|)\$$|'\]\$$/.test(source)));
const QUOTES = new Set(['"', "'", '`', '\\']);
/** What is asked for is made of a secret, or beside it. */
const COMPUTES =
  /(?:hash|digest|finger\w*|sha-?\d{1,3}|md5|sign(?:ature)?|crc\d{0,2}|checksum)\w{0,16}\s?\(|\.(?:id|uuid|hash|digest|fingerprint|pub(?:lic)?(?:_?key)?)\)?;?\s{0,4}\n/i;
/** To the right: `.set("...", forKey: "apiKey")`. */
const RIGHT = /^["'`]\s{0,4},\s{0,20}(?:forKey|key|name|account|for)\s{0,4}[:=]\s{0,4}["'`]([\w.-]{2,60})["'`]/;

/** The name that the layout gives a value: cells, labels, pairs, sentences, calls; and words of other languages. */
export function laidName(
  before: string,
  behind: string,
  isOwner: (word: string) => boolean = () => false,
): string | undefined {
  const left = before.slice(-NEAR);
  const isQuoted = QUOTES.has(left.at(-1) ?? '');
  if (MAY_NAME.test(left))
    for (const one of LEFT) {
      if (!isQuoted && QUOTED.has(one)) continue;
      const match = one.exec(left);
      const name = match?.[1]?.trim();
      if (!match || name === undefined || partOf(name) === undefined) continue;
      return COMPUTES.test(match[0]) ? 'digest' : name;
    }
  const right = RIGHT.exec(behind)?.[1];
  if (right !== undefined && partOf(right) !== undefined) return right;
  return pipedTo(behind) ?? foreignName(left, isOwner);
}

/** The name that a command gives what it is handed: echo ... | docker secret create binance_api_key -. */
const pipedTo = (behind: string): string | undefined =>
  /^["']?\s{0,4}\|(?!\s{0,4}(?:e?grep|g?awk|sed|jq|sort|head|tail|less|cut|wc|\w{0,8}sum)\b)\s{0,4}[^\n]{0,120}/
    .exec(behind)?.[0]
    .split(/[\s"'=]+/)
    .findLast((word) => /\w[_./-]\w/.test(word) && partOf(word) !== undefined);

/** Words of other languages, in lower case and without what stands on letters. */
const WORDS: readonly (readonly [name: string, words: RegExp])[] = [
  [
    'passphrase',
    /passwor[dt]|kennwort|frase de|frase segreta|phrase secrete|wachtwoord|contrasena|mot de passe|\bsenha|parola|haslo|losenord|passord|salasana|heslo|sifre\b|пароль|密码|密碼|口令|パスワード|パスフレーズ|비밀번호|mat khau|kata sandi|คำรหัส|รหัสผ่าน|كلمة المرور|رمز عبور|סיסמ|κωδικ|पासवर्ड|jelszo|lozinka|парола/,
  ],
  [
    'api_secret',
    /secret(?:[aeo]s?|s|key)?(?![a-z])|segret|segred|geheim|tajn|gizli|rahasia|bi mat|salainen|hemlig|hemmelig|privad|prive|privat|секрет|приват|закрыт|秘密|私密|私钥|私鑰|密匙|シークレット|秘密鍵|시크릿|비밀|ความลับ|سر(?![ا-ي])|السري|رمز|סוד|μυστικ|गुप्त|titk|hemmelig|таен|тајн|σεκρετ/,
  ],
  [
    'api_key',
    /schlussel|\bcle\b|\bclave|\bllave|\bchave|chiave|klucz|anahtar|\bkhoa\b|kunci|sleutel|nyckel|nokkel|avain|\bklic\b|\bkeys?(?![a-z])|ключ|密钥|密鑰|公钥|金鑰|키|キー|鍵|คีย์|مفتاح|کلید|מפתח|κλειδ|कुंजी|kulcs|cheia|nogle|kljuc|кључ|апи(?![а-я])/,
  ],
];
/** Whether a text speaks of keys, secrets or accounts, in any language; as the bytes are. */
export const speaksOfKeys = (text: string): boolean =>
  /api|keys?(?![a-z])|secret|cred(?:ential)?s?(?![a-z])|auth(?!or)|login|\bak?\b["']?\s{0,4}[:=]|\b[ks]["']?\s{0,4}[:=]/i.test(
    text,
  ) ||
  (/[\x80-\xff]/.test(text) && WORDS.some(([, one]) => one.test(plainWords(text))));

/** A value follows a colon or an equals sign, wide ones too, or begins the next line. */
const SAID =
  /([^\n:="'`]{1,60}?)[\s*_"'`]{0,6}(?::|=|\xef\xbc\x9a|\xef\xbc\x9d|-\s)[\s*_"'`]{0,8}(?:\xe3\x80\x8c|\xe2\x80\x9c)?$/;

/** What such a text has near its end. */
const SAID_ENDS = /[:=\x9a\x9d]|-\s/;

/** A value that follows a word or two: of the sentence in which it stands. */
const SPOKEN = /((?:[^\s:="'`,;.!?|]{1,40}[ \t]{1,4}){1,4})["'`*]{0,3}$/;
/** Marks that end a sentence, in UTF-8: what stands before them is about something else. */
const ENDS_SENTENCE = /[\s\S]*(?:\xe3\x80\x82|\xef\xbc\x8c|\xef\xbc\x9b|\xe3\x80\x81|\xef\xbc\x81|\. )/;
/** What is joined to a value without a blank: that it is it. */
const IS = /(?:\xe6\x98\xaf|\xe4\xb8\xba|\xe3\x81\xaf|\xe7\x82\xba)\s{0,4}$/;

/** What is made of a key, or may be known to all: hashes, signatures, fingerprints, public keys; in lower case and without what stands on letters. */
const MADE =
  /hash(?!i)|digest|checksum|finger ?(?:print|abdr)|\bsha-?\d|\bmd5|signatur|\bpublic|prufsumme|kontrollsumme|somme de controle|suma de (?:comprob|verif|control)|somma di controllo|soma de verif|suma kontrol|контрольн|unterschrift|offentlig?|\bfirma\b|huella|\bpubli[ckq]|empreinte|pubblic|impronta|assinatura|impressao|publiczn|odcisk|skrot|podpis|openbar|handteken|vingeraf|\bacik\b|\bimza|parmak|публич|открыт|отпечат|хеш|хэш|подпис|公钥|公鑰|公開|公开|指纹|指紋|哈希|雜湊|签名|簽名|校验|署名|ハッシュ|フィンガー|공개|지문|해시|서명/;
/** What has a key of its own that is no secret, or an id, and what becomes of keys. */
const OTHERS =
  /\b(?:ids?|uuids?|guid|orders?|tx(?:id)?|transactions?|commit|blob|gist|ticket|job|request|version|revision|alert|finding|decision|cache|idempotency|partition|nonce|address|contract|block|rotated|revoked|removed|deleted|leaked|expired)\b|идентифик|identifi(?:[ck]|ant)|ордер|заявк|заказ|сделк|kennung|auftrag|\borden\b|\bordre\b|commande|\bordem\b|siparis|kimlig|zlecen|订单|訂單|成交|注文|取引|주문|거래/;
/** What stands between the word for a key and the key. */
const LINKS =
  /^(?:is|are|was|for|from|of|on|at|to|in|the|my|our|and|it|here|this|that|now|new|old|live|main|ist|lautet|war|fur|von|bei|und|der|die|das|es|era|de|del|la|el|para|en|y|est|pour|sur|le|et|e|di|da|do|della|per|il|jest|dla|to|van|voor|igual|seems|api|access|private|key|secret|value|[^a-z]*)$/;

/** Whether the words behind the last one for a key lead on to its value: of a command what follows may be anything. */
function leadsOn(words: string, told: RegExp, isOwner: (word: string) => boolean): boolean {
  const all = words.trim().split(/\s+/);
  const last = all.findLastIndex((word) => told.test(word));
  return all
    .slice(last + 1)
    .every((word) => !word.startsWith('-') && (/[^\x00-\x7f]/.test(word) || LINKS.test(word) || isOwner(word)));
}

/** A word for a key that is the secret's beside one for the key. */
const EITHER = /^[^a-z]*密[钥鑰]/;
const KEY_ABOVE = /\b(?:api|access)[ _-]?key[^\n]{6,120}\n[^\n]{0,40}$/i;

/** `text`: as the bytes are. */
function foreignName(text: string, isOwner: (word: string) => boolean): string | undefined {
  const isThat = IS.test(text);
  const plain = isThat ? text.replace(IS, ':') : text;
  const said = SAID_ENDS.test(plain.slice(-16)) ? SAID.exec(plain)?.[1] : undefined;
  if (said !== undefined) {
    const words = plainWords(said.replace(ENDS_SENTENCE, ''));
    if (MADE.test(words)) return 'digest';
    if (OTHERS.test(words)) return undefined;
    const name = WORDS.find(([, one]) => one.test(words))?.[0];
    return name === 'api_key' && EITHER.test(words) && KEY_ABOVE.test(text.slice(0, -said.length))
      ? 'api_secret'
      : name;
  }
  const spoken = SPOKEN.exec(plain)?.[1];
  if (spoken === undefined) return undefined;
  const words = plainWords(spoken.replace(ENDS_SENTENCE, ''));
  if (MADE.test(words) || OTHERS.test(words)) return undefined;
  return WORDS.find(([name, one]) => name !== 'passphrase' && one.test(words) && leadsOn(words, one, isOwner))?.[0];
}

/** The part that a line of a document says its value to be, in any language. `label`: as the bytes are. */
export const saidIn = (label: string): string | undefined => {
  const words = plainWords(label);
  return WORDS.find(([, one]) => one.test(words))?.[0];
};

/** In lower case and without what stands on letters. `text`: as the bytes are. */
export const plainWords = (text: string): string =>
  Buffer.from(text, 'latin1')
    .toString('utf8')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o');

const VALUE = '["\'`]?[\\w+/=-]{16,140}["\'`]?';
const LISTED = new RegExp(
  `(?:^|\\n|[[({,])[- \\t]{0,20}["'\`]?([A-Za-z][\\w .-]{1,24})["'\`]?\\s{0,4}[:=,;|\\t]\\s{0,4}[[("'\`]{0,2}(?:(${VALUE})\\s{0,4}[:,;|\\t]\\s{0,4})?["'\`]?$`,
);
const LISTED_ON = /^["'`]?\s{0,4}[:,;|\t]\s{0,4}["'`]?(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{16}/;

/** What stands behind a first cell as a key, or as the secret behind that. `owner`: the cell. */
export function listedAfter(
  before: string,
  behind: string,
): { readonly owner: string; readonly name: string } | undefined {
  const match = LISTED.exec(before.slice(-NEAR));
  if (!match) return undefined;
  const [, owner = '', key] = match;
  if (key !== undefined) return /[a-z]/.test(key) && /[A-Z]/.test(key) ? { owner, name: 'api_secret' } : undefined;
  return LISTED_ON.test(behind) ? { owner, name: 'api_key' } : undefined;
}
