import { Document, isMap, isNode, isScalar, parseDocument, type YAMLMap } from 'yaml';
import { KeywardError } from '../core/index.ts';

/** The text of a settings file with one more entry under `keys`; everything else stays as it is, byte for byte. Throws `config-invalid`. */
export function withKeyEntry(text: string, name: string, entry: Readonly<Record<string, unknown>>): string {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const line = new Document(entry).toString({ collectionStyle: 'flow', lineWidth: 0 }).trim();
  const written = inserted(text, `${name}: ${line}`, eol) ?? rewritten(text, name, entry);
  const document = parseDocument(written);
  if (document.errors.length > 0 || !document.hasIn(['keys', name]))
    throw new KeywardError(
      'config-invalid',
      `the key cannot be named in the settings: write \`${name}: ${line}\` under \`keys\``,
    );
  return written;
}

/** `undefined` where the settings are written in a way that leaves no room for a line. */
function inserted(text: string, line: string, eol: string): string | undefined {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'keys');
  if (!pair) return contents.flow === true ? undefined : behindLine(text, text.length, `keys:${eol}  ${line}`, eol);
  const keys = pair.value;
  if (!isMap(keys) || keys.items.length === 0) return instead(text, pair.key, keys, line, eol);
  return keys.flow === true ? inFlow(text, keys, line) : inBlock(text, keys, line, eol);
}

/** Where there is no key yet: `keys:` or `keys: {}`. */
function instead(text: string, name: unknown, keys: unknown, line: string, eol: string): string | undefined {
  const nameEnd = isNode(name) ? name.range?.[1] : undefined;
  const [start, end] = (isNode(keys) && keys.range) || [];
  if (nameEnd === undefined || start === undefined || end === undefined) return undefined;
  if (!/^(?:\{\s*\}|~|null)?$/.test(text.slice(start, end))) return undefined;
  const colon = text.indexOf(':', nameEnd) + 1;
  const rest = start === end ? text.slice(colon) : text.slice(end);
  const kept = text.slice(0, colon) + (/^[^\r\n]*/.exec(rest)?.[0] ?? '');
  return behindLine(kept + rest.slice(kept.length - colon), kept.length, `  ${line}`, eol);
}

/** Behind the last entry, before a comma that ends the list. */
function inFlow(text: string, keys: YAMLMap, line: string): string | undefined {
  const last = keys.items.at(-1);
  const end = isNode(last?.value) ? last.value.range?.[1] : undefined;
  return end === undefined ? undefined : `${text.slice(0, end)}, ${line}${text.slice(end)}`;
}

/** On a line of its own behind the last entry, and behind the comment of that one's line. */
function inBlock(text: string, keys: YAMLMap, line: string, eol: string): string | undefined {
  const last = keys.items.at(-1);
  const end = isNode(last?.value) ? last.value.range?.[1] : undefined;
  const start = isNode(last?.key) ? last.key.range?.[0] : undefined;
  if (start === undefined || end === undefined) return undefined;
  const indent = /[ ]*$/.exec(text.slice(0, start))?.[0] ?? '';
  return behindLine(text, end, indent + line, eol);
}

/** Behind the line in which this place stands, or which ends there. */
function behindLine(text: string, place: number, line: string, eol: string): string {
  const isAtStart = place === 0 || text[place - 1] === '\n';
  const lineEnd = isAtStart ? place - 1 : text.indexOf('\n', place);
  const at = lineEnd === -1 && !isAtStart ? text.length : lineEnd + 1;
  const before = text.slice(0, at);
  return `${before}${before === '' || before.endsWith('\n') ? '' : eol}${line}${eol}${text.slice(at)}`;
}

/** Comments and order stay, spaces may not. */
function rewritten(text: string, name: string, entry: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text);
  document.setIn(['keys', name], document.createNode(entry, { flow: true }));
  return document.toString({ lineWidth: 0 });
}
