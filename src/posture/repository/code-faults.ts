/** A line of code or settings that takes away what protects a key on its way, or prints it. */
export interface CodeFault {
  readonly kind: 'no-tls-check' | 'plain-http' | 'verbose' | 'prints-exchange';
  readonly line: number;
  /** As it may be shown: the word that does it. */
  readonly word: string;
}

const CODE =
  /\.(?:[cm]?[jt]sx?|py|pyw|ipynb|go|rs|rb|php|java|kt|cs|sh|bash|zsh|fish|ps1|env|ya?ml|toml|json5?|ini|cfg|conf|service)$|(?:^|\/)(?:\.env(?:\..+)?|Dockerfile[^/]*|Containerfile[^/]*|Makefile|Jenkinsfile)$/i;
/** Documents show what is not to be done. */
const NO_CODE = /(?:package-lock|npm-shrinkwrap|composer\.lock|poetry\.lock)|\.(?:example|sample|template|dist)$/i;
const LONGEST_LINE = 600;
const MOST_FAULTS = 50;

interface Pattern {
  readonly kind: CodeFault['kind'];
  readonly pattern: RegExp;
}

/** Each with the word that is shown as its first group. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'no-tls-check', pattern: /\b(verify(?:_ssl|_tls|_certs?)?\s{0,4}=\s{0,4}(?:False|0)\b)(?!\s*=)/ },
  { kind: 'no-tls-check', pattern: /["'](verify(?:_ssl|_tls|_certs?|Ssl|SSL)?)["']\s{0,4}:\s{0,4}(?:False|false|0)\b/ },
  {
    kind: 'no-tls-check',
    pattern: /\b((?:verify_ssl|ssl_verify|verifySsl|tls_verify)\s{0,4}:\s{0,4}(?:false|no|off))\b/,
  },
  { kind: 'no-tls-check', pattern: /["']?\b(rejectUnauthorized)["']?\s{0,4}[:=]\s{0,4}(?:false|0|!1)\b/ },
  { kind: 'no-tls-check', pattern: /\b(NODE_TLS_REJECT_UNAUTHORIZED)["']?\]?\s{0,4}[:=]\s{0,4}["']?0\b/ },
  { kind: 'no-tls-check', pattern: /\b(PYTHONHTTPSVERIFY)["']?\]?\s{0,4}[:=]\s{0,4}["']?0\b/ },
  {
    kind: 'no-tls-check',
    pattern:
      /\b(_create_unverified_context|CERT_NONE|disable_warnings\(\s{0,4}(?:urllib3\.exceptions\.)?InsecureRequestWarning)/,
  },
  { kind: 'no-tls-check', pattern: /\b(check_hostname\s{0,4}=\s{0,4}False)\b/ },
  { kind: 'no-tls-check', pattern: /\b(ssl\s{0,4}=\s{0,4}False)\b/ },
  { kind: 'no-tls-check', pattern: /\b(InsecureSkipVerify\s{0,4}[:=]\s{0,4}true)\b/ },
  { kind: 'no-tls-check', pattern: /\b(danger_accept_invalid_(?:certs|hostnames))\(\s{0,4}true/ },
  {
    kind: 'no-tls-check',
    pattern: /\bcurl\b[^|;&\n]{0,200}\s(-[a-jl-zA-Z]{0,6}k[a-zA-Z]{0,6}|--insecure)(?=\s|$|["'])/,
  },
  { kind: 'no-tls-check', pattern: /\bwget\b[^|;&\n]{0,200}\s(--no-check-certificate)\b/ },
  {
    kind: 'no-tls-check',
    pattern:
      /\b(strict-ssl\s{0,4}[= ]\s{0,4}false|http\.sslVerify\s{0,4}[= ]\s{0,4}false|GIT_SSL_NO_VERIFY\s{0,4}=\s{0,4}(?:1|true))/i,
  },
  {
    kind: 'verbose',
    pattern:
      /\b(\w*(?:exchange|ccxt|client|binance|bybit|okx|kraken|kucoin)\w*\.verbose\s{0,4}=\s{0,4}(?:[Tt]rue|1))\b/i,
  },
  { kind: 'verbose', pattern: /\bccxt\b[^\n]{0,200}\b(verbose\s{0,4}=\s{0,4}True)\b/ },
  { kind: 'verbose', pattern: /["']?\b(verbose)["']?\s{0,4}:\s{0,4}(?:[Tt]rue|1)\b/ },
  {
    kind: 'prints-exchange',
    pattern:
      /\b((?:console\.(?:log|info|debug|dir|error|warn)|print|pprint|pp|(?:log|logger|logging)\.(?:info|debug|warning|warn|error|log)|JSON\.stringify|util\.inspect|vars|repr|str)\(\s{0,4}(?:f?["'`][^"'`\n]{0,80}["'`]\s{0,4}[,%]\s{0,4})?(?:self\.|this\.)?_?(?:exchange|client|binance|bybit|okx|kraken|kucoin|ccxt_?\w{0,20})(?:\.__dict__|\.config)?\s{0,4}[,)])/,
  },
  {
    kind: 'prints-exchange',
    pattern:
      /\b((?:console\.(?:log|info|debug)|print|(?:log|logger|logging)\.(?:info|debug|warning|warn|error))\([^()\n]{0,120}\b(?:exchange|client)(?:\.__dict__|\.(?:apiKey|secret|api_secret)\b))/,
  },
];
/** A text without any of these has no fault. */
const QUICK =
  /verify|ejectUnauthorized|TLS_REJECT|HTTPSVERIFY|unverified|CERT_NONE|InsecureRe|check_hostname|ssl|InsecureSkip|danger_accept|curl|wget|SSL|http:\/\/|ws:\/\/|verbose|print|log|stringify|inspect|vars|repr/;
/** Where comments of several lines begin and end. */
const MARKS = /"""|'''|\/\*|\*\//;
/** What makes the objects that print their keys. */
const SDK =
  /\bccxt\b|(?:from|require\(|import)\s{0,4}["'](?:@?binance(?:\/[\w-]+)?|bybit-api|okx-api|coinbase-api|kraken-api|kucoin-api|bitget-api|gateio-api|node-binance-api)["']|\b(?:from|import)\s(?:binance|pybit|okx|kucoin|krakenex|coinbase)\b/;

/** Hosts of this machine and its neighbours, on which http is nobody else's to read. */
const LOOPBACK =
  /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|[a-z0-9_-]+|(?:.+\.)?(?:localhost|local|internal|test|invalid|example|example\.(?:com|org|net)|svc|lan))$/i;
const PLAIN =
  /(?<![\w-])((?:http|ws):\/\/((?:\[[0-9a-f:]+\]|[\w.-]+\.[\w-]+|[\w-]+))(?::\d{1,5})?)(?=[/"'`\s,;)?]|$)/gi;
/** What an address is of that keys are sent to. */
const API_HOST =
  /(?:^|\.)(?:api|fapi|dapi|eapi|papi|rest|stream|ws|wss|futures|testnet|data|trade|trading|gateway|rpc|fstream)\d{0,2}[.-]|binance|bybit|kraken|coinbase|okx|okex|kucoin|bitget|gate(?:io)?\.|mexc|htx|huobi|bitmex|deribit|bitfinex|bitstamp|gemini|alpaca|hyperliquid|dydx|bingx|phemex|upbit|whitebit|crypto\.com/i;
/** Names of namespaces and of pages, which nothing is sent to. */
const NAMED_ONLY =
  /(?:xmlns|\$schema|schema|namespace|homepage|license|see|doc(?:s|umentation)?|url of|@link|repository|bugs)\b[^\n]{0,40}$/i;
const CCXT = /\bccxt\b|ccxt_(?:async_|sync_)?config|\b(?:apiKey|enableRateLimit|api_?secret)\b/;
/** Where a bot's settings are that its exchange object gets. */
const NEAR_LINES = 8;

/** Faults of a file of code or settings, line by line; comments and docstrings are passed by. */
export function codeFaultsOf(path: string, text: string): CodeFault[] {
  if (!CODE.test(path) || NO_CODE.test(path) || !QUICK.test(text)) return [];
  const lines = text.split('\n');
  const faults: CodeFault[] = [];
  const comments = new Comments(path);
  const hasSdk = SDK.test(text);
  for (const [at, raw] of lines.entries()) {
    const isQuiet = !QUICK.test(raw) && !comments.isOpen && !MARKS.test(raw);
    const line = isQuiet ? '' : comments.codeOf(raw.length > LONGEST_LINE ? raw.slice(0, LONGEST_LINE) : raw);
    if (line.trim() === '') continue;
    for (const { kind, pattern } of PATTERNS) {
      const word = pattern.exec(line)?.[1];
      if (word === undefined || faults.some((one) => one.line === at + 1 && one.kind === kind)) continue;
      if (word === 'verbose' && !isOfExchange(lines, at)) continue;
      if (kind === 'prints-exchange' && !hasSdk) continue;
      faults.push({ kind, line: at + 1, word: shownWord(word) });
    }
    faults.push(...plainIn(line, at + 1));
    if (faults.length >= MOST_FAULTS) break;
  }
  return faults.slice(0, MOST_FAULTS);
}

/** Whether a path, from the top of its project, is of tests, documents or examples, which nobody runs with a key. */
export const isOfTests = (path: string): boolean =>
  /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|mocks?|docs?|examples?|samples?|node_modules|site-packages|vendor)\/|(?:^|\/)(?:test_[^/]*|[^/]*[._-](?:test|spec|mock)s?)\.\w+$|(?:^|\/)conftest\.py$/i.test(
    path,
  );

function plainIn(line: string, number: number): CodeFault[] {
  for (const match of line.matchAll(PLAIN)) {
    const [, word = '', host = ''] = match;
    if (LOOPBACK.test(host) || isPrivate(host) || !API_HOST.test(host)) continue;
    if (NAMED_ONLY.test(line.slice(0, match.index))) continue;
    return [{ kind: 'plain-http', line: number, word: shownWord(word) }];
  }
  return [];
}

/** An address of a network at home. */
const isPrivate = (host: string): boolean => /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/.test(host);

/** `verbose` is a word of many programs; it prints keys where the object is an exchange's. */
function isOfExchange(lines: readonly string[], at: number): boolean {
  const near = lines
    .slice(Math.max(0, at - NEAR_LINES), at + NEAR_LINES)
    .join('\n')
    .slice(0, 8_000);
  return CCXT.test(near);
}

const shownWord = (word: string): string => word.replace(/\s+/g, ' ').slice(0, 60);

/** Takes comments and docstrings out of lines, as far as lines tell; quotes are kept apart from them. */
class Comments {
  readonly #isHash: boolean;
  readonly #isSlash: boolean;
  readonly #isPython: boolean;
  #block: string | undefined;

  constructor(path: string) {
    this.#isPython = /\.pyw?$/i.test(path);
    this.#isSlash = /\.(?:[cm]?[jt]sx?|go|rs|java|kt|cs|php|json5?)$/i.test(path);
    this.#isHash = !this.#isSlash || /\.php$/i.test(path);
  }

  /** A comment goes on in the next line. */
  get isOpen(): boolean {
    return this.#block !== undefined;
  }

  codeOf(line: string): string {
    let code = '';
    let quote = '';
    for (let at = 0; at < line.length; at++) {
      const rest = line.slice(at, at + 3);
      if (this.#block !== undefined) {
        if (!line.startsWith(this.#block, at)) continue;
        at += this.#block.length - 1;
        this.#block = undefined;
        continue;
      }
      if (quote !== '') {
        if (line[at] === '\\') code += line[at++] ?? '';
        else if (line[at] === quote) quote = '';
        code += line[at] ?? '';
        continue;
      }
      if (this.#isPython && (rest === '"""' || rest === "'''") && /^\s*[rRuUbBfF]?$/.test(code)) {
        this.#block = rest;
        at += 2;
        continue;
      }
      if (this.#isSlash && rest.startsWith('/*')) {
        this.#block = '*/';
        at += 1;
        continue;
      }
      if (this.#isSlash && rest.startsWith('//')) break;
      if (this.#isHash && line[at] === '#' && (at === 0 || /\s/.test(line[at - 1]!))) break;
      if (line[at] === '"' || line[at] === "'" || (this.#isSlash && line[at] === '`')) quote = line[at]!;
      code += line[at];
    }
    return code;
  }
}
