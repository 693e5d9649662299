import { hostOf } from './origin.ts';

/** What matters here of an .npmrc or .yarnrc: the registries that it names, and whether scripts are held off. */
export interface NpmSettings {
  readonly hosts: readonly string[];
  readonly scriptsOff: boolean;
}

/** Reads lines of `name=value`; values of tokens are never kept. */
export function readNpmrc(text: string): NpmSettings {
  const hosts: string[] = [];
  let scriptsOff = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = /^\s*"?((?:@[\w.~-]+:)?[\w-]+)"?\s*(?:=|\s)\s*"?([^"]*)"?\s*$/.exec(raw);
    const [, name = '', value = ''] = line ?? [];
    if (/^(@[\w.~-]+:)?registry$/.test(name)) {
      const host = hostOf(value.trim());
      if (host) hosts.push(host);
    }
    if (name === 'ignore-scripts') scriptsOff = value.trim() === 'true';
  }
  return { hosts, scriptsOff };
}
