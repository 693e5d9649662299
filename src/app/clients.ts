/** How a client is pointed at Keyward. All of it is data; `doctor` prints it and the tests run it where the client can be had. */
export interface ClientRecipe {
  readonly name: string;
  /** The exchanges that it speaks to; `any`: every one that Keyward knows. */
  readonly exchanges: readonly string[] | 'any';
  /** `proxied`: it appends the whole address to a proxy URL, as ccxt does. `prefixed`: `/HOST` stands for `https://HOST`. */
  readonly form: 'proxied' | 'prefixed';
  /** What it sends with every request beside what the exchange asks for. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its entry in the exchange's `facts.baseUrls`; makes `{base}` below. */
  readonly base?: string;
  /**
   * The lines of configuration. `{url}` is `http://127.0.0.1:PORT`, `{base}` the base URL; `{exchange}`, `{apiKey}`, `{secret}` and
   * `{passphrase}` are the bot's. A line with a passphrase is left out where the exchange has none, and one with `{hostname}`, ccxt's name for
   * a site, where the settings name no host.
   */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  /** Why it cannot be served yet; absent when it can. */
  readonly unserved?: string;
  /** Where the option was read. */
  readonly source: string;
}

const NO_STREAMS = 'Private streams (orders and fills by WebSocket) are not served yet: let the bot poll.';
const PYTHON_HEADERS = { 'content-type': 'application/json' } as const;

export const clientRecipes: readonly ClientRecipe[] = [
  {
    name: 'ccxt-js',
    exchanges: 'any',
    form: 'proxied',
    headers: { origin: '*' },
    lines: [
      "import ccxt from 'ccxt';",
      'const exchange = new ccxt.{exchange}({',
      "  apiKey: '{apiKey}',",
      '  secret: `{secret}`,',
      "  password: '{passphrase}',",
      "  hostname: '{hostname}',",
      "  proxyUrl: '{url}/',",
      '});',
    ],
    notes: [`${NO_STREAMS} In ccxt.pro, use fetchOrders in place of watchOrders.`],
    source: 'ccxt 4.5.84: js/src/base/Exchange.js, proxyUrl',
  },
  {
    name: 'ccxt-python',
    exchanges: 'any',
    form: 'prefixed',
    headers: {},
    lines: [
      'import json, ccxt',
      'exchange = ccxt.{exchange}({',
      "    'apiKey': '{apiKey}',",
      `    'secret': """{secret}""",`,
      "    'password': '{passphrase}',",
      "    'hostname': '{hostname}',",
      '})',
      "urls = json.dumps(exchange.urls['api'])",
      "urls = urls.replace('https://', '{url}/')",
      "exchange.urls['api'] = json.loads(urls)",
    ],
    notes: [
      'proxyUrl does not work in ccxt for Python from 4.5.76 on: it takes it for two proxies and refuses itself.',
      NO_STREAMS,
    ],
    source: 'ccxt 4.5.84 and 4.5.90 for Python: ccxt/base/exchange.py, urls and check_conflicting_proxies',
  },
  {
    name: 'freqtrade',
    exchanges: 'any',
    form: 'prefixed',
    headers: {},
    lines: [
      '"exchange": {',
      '  "name": "{exchange}",',
      '  "key": "{apiKey}",',
      '  "secret": "{secret}",',
      '  "password": "{passphrase}",',
      '  "ccxt_config": {',
      '    "hostname": "{hostname}",',
      '    "urls": { "api": URLS }',
      '  },',
      '  "enable_ws": false',
      '}',
      '',
      '# URLS is what this prints, with the Python of freqtrade:',
      'import json, ccxt',
      "urls = json.dumps(ccxt.{exchange}().urls['api'])",
      "print(urls.replace('https://', '{url}/'))",
    ],
    notes: [
      'A secret of several lines stands in JSON on one, with \\n between.',
      'enable_ws is for public candles only; with true they come straight from the exchange, without Keyward.',
      'The proxyUrl of ccxt does not work in Python from ccxt 4.5.76 on.',
    ],
    source:
      'freqtrade 2026.9: docs/configuration.md, exchange.ccxt_config; ccxt 4.5.84 for Python: ccxt/base/exchange.py, urls',
  },
  {
    name: 'binance',
    exchanges: ['binance'],
    form: 'prefixed',
    headers: {},
    base: 'binance (baseUrl)',
    lines: [
      "import { MainClient } from 'binance';",
      'const client = new MainClient({',
      "  api_key: '{apiKey}',",
      "  api_secret: '{secret}',",
      "  baseUrl: '{base}',",
      '});',
    ],
    notes: ["For USDMClient the base URL is '{url}/fapi.binance.com'.", NO_STREAMS],
    source: 'binance 3.6.5: lib/util/requestUtils.js, baseUrl',
  },
  {
    name: '@binance/spot',
    exchanges: ['binance'],
    form: 'prefixed',
    headers: {},
    base: '@binance/spot (basePath)',
    lines: [
      "import { Spot } from '@binance/spot';",
      'const client = new Spot({',
      '  configurationRestAPI: {',
      "    apiKey: '{apiKey}',",
      "    apiSecret: '{secret}',",
      "    basePath: '{base}',",
      '  },',
      '});',
    ],
    notes: ['Use client.restAPI; its websocketAPI is not served yet.'],
    source: '@binance/spot 32.0.4: dist/index.js, configurationRestAPI.basePath',
  },
  {
    name: 'python-binance',
    exchanges: ['binance'],
    form: 'prefixed',
    headers: PYTHON_HEADERS,
    base: 'python-binance (API_URL)',
    lines: [
      'from binance.client import Client',
      "Client.API_URL = '{base}'",
      "client = Client('{apiKey}', '{secret}')",
    ],
    notes: [
      'Set it on the class: the constructor already sends a ping. AsyncClient has the same attribute.',
      "For futures_ methods: Client.FUTURES_URL = '{url}/fapi.binance.com/fapi'.",
      'The ws_ methods and BinanceSocketManager.user_socket are not served yet.',
    ],
    source: 'python-binance: binance/base_client.py, API_URL',
  },
  {
    name: 'bybit-api',
    exchanges: ['bybit'],
    form: 'prefixed',
    headers: {},
    base: 'bybit-api (baseUrl)',
    lines: [
      "import { RestClientV5 } from 'bybit-api';",
      'const client = new RestClientV5({',
      "  key: '{apiKey}',",
      "  secret: '{secret}',",
      "  baseUrl: '{base}',",
      '});',
    ],
    notes: [NO_STREAMS],
    source: 'bybit-api 4.7.7: lib/util/requestUtils.js, baseUrl',
  },
  {
    name: 'pybit',
    exchanges: ['bybit'],
    form: 'prefixed',
    headers: PYTHON_HEADERS,
    base: 'pybit (session.endpoint)',
    lines: [
      'from pybit.unified_trading import HTTP',
      "session = HTTP(api_key='{apiKey}', api_secret='{secret}')",
      "session.endpoint = '{base}'",
    ],
    notes: ['There is no argument for it: the attribute is set after the session is made.', NO_STREAMS],
    source: 'pybit: pybit/_http_manager.py, endpoint',
  },
  {
    name: 'okx-api',
    exchanges: ['okx'],
    form: 'prefixed',
    headers: {},
    base: 'okx-api (baseUrl)',
    lines: [
      "import { RestClient } from 'okx-api';",
      'const client = new RestClient({',
      "  apiKey: '{apiKey}',",
      "  apiSecret: '{secret}',",
      "  apiPass: '{passphrase}',",
      "  baseUrl: '{base}',",
      '});',
    ],
    notes: [NO_STREAMS],
    source: 'okx-api 3.2.3: dist/mjs/util/requestUtils.js, baseUrl',
  },
  {
    name: 'python-okx',
    exchanges: ['okx'],
    form: 'prefixed',
    headers: PYTHON_HEADERS,
    base: 'python-okx (domain)',
    lines: [
      'from okx import Trade',
      "trade = Trade.TradeAPI('{apiKey}', '{secret}', '{passphrase}',",
      "                       flag='0', domain='{base}')",
    ],
    notes: [
      "flag='0' is live; its default, '1', asks for the demo exchange and is refused with a live key.",
      NO_STREAMS,
    ],
    source: 'python-okx: okx/Trade.py, domain; okx/okxclient.py, base_url',
  },
  {
    name: 'coinbase-api',
    exchanges: ['coinbase'],
    form: 'prefixed',
    headers: {},
    base: 'coinbase-api (baseUrl)',
    lines: [
      "import { CBAdvancedTradeClient } from 'coinbase-api';",
      'const client = new CBAdvancedTradeClient({',
      "  apiKey: '{apiKey}',",
      '  apiSecret: `{secret}`,',
      "  baseUrl: '{base}',",
      '});',
    ],
    notes: [NO_STREAMS],
    source: 'coinbase-api 1.2.6: dist/mjs/lib/requestUtils.js, baseUrl',
  },
  {
    name: 'coinbase-advanced-py',
    exchanges: ['coinbase'],
    form: 'prefixed',
    headers: {},
    lines: [],
    notes: ['Use ccxt-python in its place.'],
    unserved: 'it writes https:// before the host itself, and Keyward does not speak TLS to bots yet.',
    source: 'coinbase-advanced-py 1.8.4: coinbase/rest/rest_base.py, send_request',
  },
  {
    name: 'hummingbot',
    exchanges: 'any',
    form: 'prefixed',
    headers: {},
    lines: [],
    notes: ['It can be pointed here only by changing the REST addresses in the constants of its connectors.'],
    unserved:
      'its addresses are constants of each connector, it ignores proxy settings, and it learns of its fills by private streams.',
    source: 'hummingbot: issue 6181; hummingbot/connector/exchange/*/*_constants.py',
  },
  {
    name: 'nautilus-trader',
    exchanges: 'any',
    form: 'prefixed',
    headers: {},
    lines: [],
    notes: ['base_url_http takes `{url}/HOST`, which serves its REST calls.'],
    unserved: 'its execution clients learn of their fills by private streams, which Keyward does not serve yet.',
    source: 'nautilus_trader: docs/integrations, base_url_http and base_url_ws',
  },
];

/** What ccxt 4.5.84 itself writes before its `hostname` (`urls.api` of js/src/bybit.js). */
const ccxtPrefixes: Readonly<Record<string, string>> = { bybit: 'api.' };

/** The recipe of a client, by its name in any case. */
export function clientRecipe(name: string): ClientRecipe | undefined {
  return clientRecipes.find((recipe) => recipe.name === name.toLowerCase());
}

/** The names of all clients that a recipe is known for. */
export function clientNames(): string[] {
  return clientRecipes.map(({ name }) => name);
}

export interface RecipeValues {
  readonly port: number;
  readonly exchange: string;
  /** Those of the exchange's facts, on the key's host. */
  readonly baseUrls: Readonly<Record<string, string>>;
  readonly hasPassphrase: boolean;
  /** The host of the regional site that the settings name for the exchange key. */
  readonly host?: string;
  readonly apiKey?: string;
  readonly secret?: string;
  readonly passphrase?: string;
}

/** The lines of configuration and the notes of a recipe with the values filled in; what is not given stays a name in angle brackets. */
export function fillRecipe(
  recipe: ClientRecipe,
  values: RecipeValues,
): { readonly lines: readonly string[]; readonly notes: readonly string[] } {
  // Port 0 is chosen at the start.
  const url = `http://127.0.0.1:${values.port === 0 ? 'PORT' : values.port}`;
  const known: Readonly<Record<string, string>> = {
    url,
    base: url + (values.baseUrls[recipe.base ?? ''] ?? ''),
    exchange: values.exchange,
    hostname: (values.host ?? '').replace(ccxtPrefixes[values.exchange] ?? '', ''),
    apiKey: values.apiKey ?? '<apiKey>',
    secret: values.secret ?? '<secret>',
    passphrase: values.passphrase ?? '<passphrase>',
  };
  const fill = (line: string) => line.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => known[name] ?? whole);
  const lines = recipe.lines.filter(
    (line) =>
      (values.hasPassphrase || !line.includes('{passphrase}')) &&
      (values.host !== undefined || !line.includes('{hostname}')),
  );
  return { lines: lines.map(fill), notes: recipe.notes.map(fill) };
}
