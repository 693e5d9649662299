import { isNodeSdk, pythonSdks } from './kinds.ts';

/** What the source of a program says of trading. */
export interface Imports {
  /** It imports ccxt or an exchange's SDK. */
  readonly isTrading: boolean;
  /** It imports NautilusTrader's live node. */
  readonly isNautilus: boolean;
  /** Modules of its own that it imports: `lib.exchange` (Python) or `./lib/exchange` (JavaScript). */
  readonly own: readonly string[];
}

/** Reads the imports of a source text, line by line: what a comment or a text says is none. */
export function importsOf(text: string, language: 'python' | 'node'): Imports {
  return language === 'python' ? pythonImports(text) : nodeImports(text);
}

function pythonImports(text: string): Imports {
  const names = [
    ...withoutTexts(text).matchAll(/^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import\b|import[ \t]+([\w., \t]+))/gm),
  ].flatMap(([, from, plain = '']) =>
    from !== undefined ? [from] : plain.split(',').map((part) => part.trim().split(/\s+/)[0] ?? ''),
  );
  return {
    isTrading: names.some((name) => pythonSdks.has(name.split('.')[0] ?? '')),
    isNautilus:
      names.some((name) => name === 'nautilus_trader' || name.startsWith('nautilus_trader.')) &&
      /\bTradingNode\b/.test(text),
    own: names.filter((name) => name !== '' && !pythonSdks.has(name.split('.')[0] ?? '')),
  };
}

/** Texts in three quotes may hold lines that look like code. */
const withoutTexts = (text: string): string => text.replace(/("""|''')[\s\S]*?\1/g, '');

const NODE_IMPORTS = [
  /^[ \t]*(?:import|export|\})[^'"`\n;]*\bfrom\s*(['"])([^'"\n]{1,200})\1/gm,
  /^[ \t]*import\s*(['"])([^'"\n]{1,200})\1/gm,
  /(?:^|[=(,:;?&|]|\bawait|\breturn)[ \t]*(?:require|import)\s*\(\s*(['"`])([^'"`\n]{1,200})\1/gm,
];

function nodeImports(text: string): Imports {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^[ \t]*\/\/.*$/gm, '');
  const names = NODE_IMPORTS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, , name = '']) => name));
  return { isTrading: names.some(isNodeSdk), isNautilus: false, own: names.filter((name) => name.startsWith('.')) };
}
