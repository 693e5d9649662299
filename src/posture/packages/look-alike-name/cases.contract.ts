import type { Cases } from '../../check.ts';
import type { Ecosystem, PackagesFacts } from '../facts.ts';
import { factsOf, fileOf, npmPackage } from '../project.contract.ts';

const named = (ecosystem: Ecosystem, ...names: readonly string[]): PackagesFacts =>
  factsOf({
    files: [
      fileOf(
        'manifest',
        names.map((name) => ({ ...npmPackage(name), ecosystem })),
        { role: 'manifest', ecosystem },
      ),
    ],
  });

export const cases: Cases<PackagesFacts> = {
  good: {
    'ccxt and the clients of the exchanges': named('npm', 'ccxt', 'binance', 'bybit-api', 'okx-api', '@binance/spot'),
    'those of Python': named('pypi', 'ccxt', 'python-binance', 'binance-connector', 'pybit', 'python-okx', 'ccxtpro'),
  },
  bad: {
    'two letters swapped': named('npm', 'cctx'),
    'a letter doubled': named('pypi', 'python-binnance'),
    'a digit for a letter': named('pypi', 'python-b1nance'),
    'words run together': named('pypi', 'pythonbinance'),
    'a separator that is new': named('npm', 'cc-xt'),
    'an extension for one exchange': named('pypi', 'ccxt-bitget-futures'),
    'words that claim to be the right one': named('pypi', 'python-binance-official'),
    'words in another order': named('pypi', 'binance-python'),
    'a scope that sounds official': named('npm', '@binance-official/connector'),
    'a scope with a letter more': named('npm', '@binnance/connector'),
    'a copy under a scope of its own': named('npm', '@someone/ccxt'),
    'ccxt with an s': named('pypi', 'ccxts'),
    'ccxt run together with a claim': named('npm', 'ccxtpro'),
    'a client with an s': named('pypi', 'gate-apis'),
    'the name of Python in npm': named('npm', 'python-binance'),
    'the paid edition that was': named('npm', 'ccxt-pro'),
    'the old connector without its scope': named('npm', 'binance-connector'),
    'one that is installed and named nowhere': factsOf({
      installed: [{ ecosystem: 'npm', name: 'bybit-apii', folder: 'node_modules/bybit-apii' }],
    }),
  },
  near: {
    'neighbours that are what they say': named('pypi', 'binance', 'bybit', 'unicorn-binance-rest-api', 'pykrakenapi'),
    'neighbours of npm': named('npm', 'ccxt.pro', 'coinbase', 'kraken-api', 'node-kraken-api', 'hyperliquid'),
    'short names of other things': named('pypi', 'pyfit', 'pygit', 'pykit', 'python-box', 'python-docx', 'next', 'cxx'),
    'names with an exchange in them': named('pypi', 'vnpy-binance', 'typed-okx', 'freqtrade-client', 'octobot-ccxt'),
    'types of a library': named('npm', '@types/ccxt', '@types/kraken-js'),
    'a file that cannot be read': factsOf({ gaps: [{ file: 'package-lock.json', why: 'is no JSON' }] }),
    'no project at all': factsOf(),
  },
};
