import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFaultsOf, isOfTests } from './code-faults.ts';

const kinds = (path: string, text: string): string[] =>
  codeFaultsOf(path, text).map(({ kind, line }) => `${kind} ${line}`);

describe('faults of code', () => {
  it.each([
    ['bot.py', 'requests.get(url, verify=False)', 'no-tls-check 1'],
    ['bot.py', 'session.verify = False', 'no-tls-check 1'],
    ['bot.py', 'aiohttp.TCPConnector(ssl=False)', 'no-tls-check 1'],
    ['bot.py', 'aiohttp.TCPConnector(verify_ssl=False)', 'no-tls-check 1'],
    ['bot.py', 'context = ssl._create_unverified_context()', 'no-tls-check 1'],
    ['bot.py', 'context.check_hostname = False', 'no-tls-check 1'],
    ['bot.py', 'urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)', 'no-tls-check 1'],
    ['bot.py', 'os.environ["PYTHONHTTPSVERIFY"] = "0"', 'no-tls-check 1'],
    ['bot.js', 'new https.Agent({ rejectUnauthorized: false })', 'no-tls-check 1'],
    ['bot.js', "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';", 'no-tls-check 1'],
    ['bot.js', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0;", 'no-tls-check 1'],
    ['.env', 'NODE_TLS_REJECT_UNAUTHORIZED=0', 'no-tls-check 1'],
    ['Dockerfile', 'ENV NODE_TLS_REJECT_UNAUTHORIZED=0', 'no-tls-check 1'],
    ['grid.service', 'Environment=NODE_TLS_REJECT_UNAUTHORIZED=0', 'no-tls-check 1'],
    ['config.json', '{"ccxt_config": {"verify": false}}', 'no-tls-check 1'],
    ['config.yml', 'verify_ssl: false', 'no-tls-check 1'],
    ['start.sh', 'curl -sk https://api.binance.com/api/v3/time', 'no-tls-check 1'],
    ['start.sh', 'curl --insecure "$URL"', 'no-tls-check 1'],
    ['start.sh', 'wget -q --no-check-certificate "$URL"', 'no-tls-check 1'],
    ['main.go', 'tls.Config{InsecureSkipVerify: true}', 'no-tls-check 1'],
    ['main.rs', '.danger_accept_invalid_certs(true)', 'no-tls-check 1'],
    ['bot.py', 'URL = "http://api.binance.com/api/v3/order"', 'plain-http 1'],
    ['bot.js', 'const feed = "ws://stream.bybit.com/v5/public";', 'plain-http 1'],
    ['config.json', '{"endpoint": "http://api.mybroker.io:8080/v1"}', 'plain-http 1'],
    ['bot.py', 'import ccxt\nexchange = ccxt.binance({\n  "apiKey": key,\n  "verbose": True,\n})', 'verbose 4'],
    ['bot.py', 'import ccxt\nexchange.verbose = True', 'verbose 2'],
    ['bot.js', 'new ccxt.okx({ apiKey, secret, verbose: true })', 'verbose 1'],
    ['config.json', '{"exchange": {\n"ccxt_config": {"verbose": true}}}', 'verbose 2'],
    ['bot.py', 'import ccxt\nprint(exchange)', 'prints-exchange 2'],
    ['bot.py', 'import ccxt\nprint("made", self.exchange)', 'prints-exchange 2'],
    ['bot.py', 'import ccxt\nlogger.info("exchange: %s", exchange.__dict__)', 'prints-exchange 2'],
    ['bot.js', "import ccxt from 'ccxt';\nconsole.log(exchange);", 'prints-exchange 2'],
    ['bot.js', "const { RestClientV5 } = require('bybit-api');\nconsole.log('client', client);", 'prints-exchange 2'],
    ['bot.js', "import ccxt from 'ccxt';\nfs.writeFileSync('x', JSON.stringify(exchange));", 'prints-exchange 2'],
    ['bot.py', 'import ccxt\nprint(exchange.apiKey)', 'prints-exchange 2'],
  ])('are found in %s: %s', (path, text, fault) => {
    expect(kinds(path, text)).toEqual([fault]);
  });

  it.each([
    ['a comment', 'bot.py', '# requests.get(url, verify=False)'],
    ['the end of a line', 'bot.py', 'requests.get(url)  # not verify=False'],
    ['a docstring', 'bot.py', 'def f():\n    """\n    verify=False is bad: http://api.binance.com\n    """'],
    ['a comment of JS', 'bot.js', '// rejectUnauthorized: false'],
    ['a block of JS', 'bot.js', '/*\n rejectUnauthorized: false\n*/\nconst a = 1;'],
    ['a comparison', 'bot.py', 'if verify == False: raise ValueError'],
    ['a check that is on', 'bot.py', 'requests.get(url, verify=True)'],
    ['an own authority', 'bot.py', 'requests.get(url, verify="ca.pem")'],
    ['one that is on in JS', 'bot.js', '{ rejectUnauthorized: true }'],
    ['this machine', 'bot.py', 'URL = "http://127.0.0.1:8080/api/v1"'],
    ['this machine by name', 'bot.js', 'const url = "ws://localhost:8787/stream";'],
    ['a neighbour in compose', 'compose.yml', 'API_URL: http://freqtrade-api:8080'],
    ['a network at home', 'config.json', '{"api": "http://192.168.1.7/api"}'],
    ['a page that is no API', 'bot.py', 'LICENSE = "http://www.apache.org/licenses/LICENSE-2.0"'],
    ['a schema', 'config.json', '{"$schema": "http://json-schema.org/draft-07/schema#"}'],
    ['a host of examples', 'bot.py', 'URL = "http://api.example.com/v1"'],
    ['TLS', 'bot.py', 'URL = "https://api.binance.com"'],
    ['a verbose build', 'Makefile', 'verbose = 1'],
    ['a verbose model', 'strategy.py', 'model = XGBRegressor(verbose=True)'],
    ['a verbose setting of something else', 'config.json', '{"logging": {"verbose": true}}'],
    ['the name of an exchange', 'bot.py', 'import ccxt\nprint(exchange.id)'],
    ['the name in a sentence', 'bot.py', 'import ccxt\nprint(f"importing {symbol} on {exchange}")'],
    ['a program without such an object', 'bot.py', 'print(exchange)'],
    ['curl with other letters', 'start.sh', 'curl -fsSL https://api.binance.com'],
    ['another program with -k', 'start.sh', 'curl https://api.binance.com | sort -k 2'],
    ['a list of what is installed', 'package-lock.json', '{"resolved": "http://api.binance.com", "verify": false}'],
    ['a document', 'README.md', 'requests.get(url, verify=False)'],
  ])('are none: %s', (_title, path, text) => {
    expect(kinds(path, text)).toEqual([]);
  });

  it('are told in a time that a hostile line does not stretch', () => {
    const hostile = [
      `curl ${'-'.repeat(20_000)}`,
      `print(${'"a" , '.repeat(10_000)}`,
      `${'verify'.repeat(20_000)}=`,
      `http://${'a.'.repeat(20_000)}`,
      `"""${'\n#'.repeat(20_000)}`,
      `/*${'*'.repeat(50_000)}`,
    ];
    for (const text of hostile) {
      const beganMs = performance.now();
      codeFaultsOf('bot.py', `import ccxt\n${text}`);
      codeFaultsOf('bot.js', `import ccxt\n${text}`);
      expect(performance.now() - beganMs).toBeLessThan(1_500);
    }
  });

  it('never fail, and tell lines that are there', () => {
    const pieces = [
      'verify',
      '=',
      'False',
      '"',
      "'",
      '"""',
      '#',
      '//',
      '/*',
      '*/',
      '\n',
      'http://',
      'api.binance.com',
      '{',
      'verbose',
      ':',
      'true',
      '\\',
      '`',
      'print(exchange)',
      'ccxt ',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
        fc.constantFrom('a.py', 'a.js', 'a.yml', 'a.sh'),
        (parts, path) => {
          const text = parts.join('');
          const { length } = text.split('\n');
          for (const { line, word } of codeFaultsOf(path, text)) {
            expect(line >= 1 && line <= length).toBe(true);
            expect(word).not.toBe('');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a path of tests', () => {
  it.each([
    'tests/test_sign.py',
    'src/sign.test.ts',
    'docs/setup.md',
    'examples/grid/bot.py',
    'a/fixtures/key.json',
    'conftest.py',
  ])('is %s', (path) => {
    expect(isOfTests(path)).toBe(true);
  });

  it.each(['bot.py', 'src/contest.py', 'latest/config.json', 'user_data/strategies/best.py'])('is not %s', (path) => {
    expect(isOfTests(path)).toBe(false);
  });
});
