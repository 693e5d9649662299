import { join } from 'node:path';
import { seen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { addressUses, settingsUses } from './code/address-uses.ts';
import type { Code } from './code/code.ts';
import { parsePython } from './code/python-parser.ts';
import type { AddressUse, CodeFacts, Gap, Project } from './facts.ts';
import { isOver, NO_TIME, type TimeLeft } from './time-left.ts';

const MOST_READ = 2_500;
const MOST_PARSED = 200;
const MOST_PARSED_BYTES = 4 * 1024 * 1024;
const MOST_BYTES = 512 * 1024;
const AT_ONCE = 32;
const BY = "the parsers of JavaScript, TypeScript and Python over the project's files";
/** Words by which a file has a client of an exchange, or sets where one goes; any other file is not parsed. */
const CLIENTS =
  'ccxt|pybit|python-binance|binance|bybit-api|node-binance-api|okx|kucoin|bitget|gate[-_]?api|gateio-api|coinbase|krakenex|kraken|hyperliquid|bitfinex|mexc|bitmex|deribit|htx|huobi|phemex|whitebit|bingx';
const MENTIONS = new RegExp(
  `\\bccxt|_api(?:_async)?\\.|\\.urls\\b|['"]urls['"]|(?:^|\\n)\\s*(?:from|import)\\s+(?:${CLIENTS})[\\w.]*|(?:from|require\\s*\\(|import\\s*\\()\\s*['"](?:@[\\w-]+/)?(?:${CLIENTS})`,
  'i',
);

/** Parses the files of a project that mention an exchange, and its settings files. `settings`: whole paths. */
export async function lookAtCode(
  eyes: Eyes,
  folder: string,
  files: readonly string[],
  settings: readonly string[],
  left: TimeLeft,
): Promise<Project['code']> {
  const uses: AddressUse[] = [];
  const gaps: Gap[] = [];
  if (files.length > MOST_READ)
    gaps.push({ file: '.', why: `has more than ${MOST_READ} files of code, which were not all read` });
  const texts = await mentioning(eyes, folder, files.slice(0, MOST_READ), gaps, left);
  let bytes = 0;
  const taken = texts.slice(0, MOST_PARSED).filter(({ text }) => {
    bytes += text.length;
    return bytes <= MOST_PARSED_BYTES;
  });
  if (taken.length < texts.length)
    gaps.push({
      file: '.',
      why: `has ${texts.length} files with clients of exchanges, of which ${taken.length} were parsed`,
    });
  const python = taken.filter(({ file }) => file.endsWith('.py'));
  const parsed = await parsePython(
    eyes,
    python.map(({ file }) => join(folder, file)),
    left,
  );
  let count = 0;
  const judge = (file: string, code: () => Code, isSettings = false): void => {
    if (isOver(left)) {
      gaps.push({ file, why: `was not parsed: ${NO_TIME}` });
      return;
    }
    try {
      const found = isSettings ? settingsUses(code()) : addressUses(code());
      uses.push(...found.map((use) => ({ file, ...use })));
      count += 1;
    } catch (error) {
      gaps.push({ file, why: error instanceof RangeError ? 'nests too deep to be parsed' : 'cannot be parsed' });
    }
  };
  for (const { file } of python) {
    const code = parsed.get(join(folder, file));
    if (code === undefined || 'fault' in code) gaps.push({ file, why: code?.fault ?? 'was not parsed' });
    else judge(file, () => code);
  }
  const scripts = taken.filter(({ file }) => !file.endsWith('.py'));
  // Parsers of scripts load only where there is a script.
  const readable = await settingsTexts(eyes, folder, settings);
  if (scripts.length + readable.length > 0) {
    const { parseScript, parseSettings } = await import('./code/script-parser.ts');
    for (const { file, text } of scripts) judge(file, () => parseScript(file, text));
    for (const { file, text } of readable) judge(file, () => parseSettings(text), true);
  }
  const facts: CodeFacts = { parsed: count, uses, gaps };
  return seen(BY, facts);
}

async function mentioning(
  eyes: Eyes,
  folder: string,
  files: readonly string[],
  gaps: Gap[],
  left: TimeLeft,
): Promise<{ readonly file: string; readonly text: string }[]> {
  const found: { file: string; text: string }[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    if (isOver(left)) {
      gaps.push({
        file: files[at] ?? '.',
        why: `and ${files.length - at - 1} more files of code were not read: ${NO_TIME}`,
      });
      break;
    }
    const part = files.slice(at, at + AT_ONCE);
    const read = await Promise.all(part.map((file) => eyes.read(join(folder, file), MOST_BYTES)));
    for (const [index, one] of read.entries()) {
      const file = part[index] ?? '';
      if ('fault' in one) {
        if (one.fault !== 'missing') gaps.push({ file, why: 'cannot be read' });
        continue;
      }
      const text = one.bytes.toString('utf8');
      if (!MENTIONS.test(text)) continue;
      if (one.isCut) gaps.push({ file, why: 'is too long to be parsed' });
      else found.push({ file, text });
    }
  }
  return found;
}

/** Settings of freqtrade may give options to ccxt; nothing else of such a file is kept. */
async function settingsTexts(
  eyes: Eyes,
  folder: string,
  settings: readonly string[],
): Promise<{ readonly file: string; readonly text: string }[]> {
  const found: { file: string; text: string }[] = [];
  for (const path of settings.filter((one) => /\.jsonc?$/.test(one)).slice(0, 20)) {
    const read = await eyes.read(path, MOST_BYTES);
    if ('fault' in read || read.isCut) continue;
    const text = read.bytes.toString('utf8');
    const file = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
    if (/ccxt_\w*config/.test(text)) found.push({ file, text });
  }
  return found;
}
