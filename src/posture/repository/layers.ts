import type { LayerFault } from './facts.ts';

const NAMED =
  /^\s*(ARG|ENV)\s+((?:[\w-]*_)?(?:api_?key|api_?secret|secret(?:_?key)?|passphrase|password|passwd|private_?key|mnemonic|(?:bot|access|auth|api)_?token|webhook_?url)(?:_[\w-]*)?)\b\s*(?:[= ]\s*(.*))?$/i;
const COPIED = /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(.*)$/i;
/** Names of files, of paths, of ids: no secrets. */
const HARMLESS = /(?:_|^)(?:file|path|name|dir|id|url|prefix|length|env)$/i;
const SECRET_FILE =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist)\w+)?|api[-_]?keys?\.json|secrets?(?:\/|\.(?:json|ya?ml|env|toml))|credentials(?:\.\w+)?|id_(?:rsa|ed25519|ecdsa))$/i;

/** Lines of a Dockerfile that keep a secret in a layer. */
export function layerFaultsOf(path: string, text: string): LayerFault[] {
  const faults: LayerFault[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const [, word = '', name = '', value = ''] = NAMED.exec(line) ?? [];
    // An empty ENV is set at run time, and a value that is found is told with its file.
    const isEmpty = word.toUpperCase() === 'ENV' && /^(?:["']{2})?\s*$/.test(value);
    if (name !== '' && !HARMLESS.test(name) && !isEmpty)
      faults.push({ path, line: at + 1, word: `${word.toUpperCase()} ${name}`, kind: 'named' });
    const sources = (COPIED.exec(line)?.[1] ?? '')
      .split(/[\s,"[\]]+/)
      .filter(Boolean)
      .slice(0, -1);
    const copied = /--from=/.test(line) ? undefined : sources.find((one) => SECRET_FILE.test(one));
    if (copied !== undefined) faults.push({ path, line: at + 1, word: `COPY ${copied}`, kind: 'copied' });
  }
  return faults;
}
