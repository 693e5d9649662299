import { hostOf } from './origin.ts';

/** What matters here of an .npmrc or .yarnrc: the registries that it names, and whether scripts and fresh releases are held off. */
export interface NpmSettings {
  readonly hosts: readonly string[];
  readonly scriptsOff: boolean;
  readonly waitsDays?: number;
}

/** Reads lines of `name=value`; values of tokens are never kept. */
export function readNpmrc(text: string): NpmSettings {
  const hosts: string[] = [];
  let scriptsOff = false;
  let waitsDays: number | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const line = /^\s*"?((?:@[\w.~-]+:)?[\w-]+)"?\s*(?:=|\s)\s*"?([^"]*)"?\s*$/.exec(raw);
    const [, name = '', value = ''] = line ?? [];
    if (/^(@[\w.~-]+:)?registry$/.test(name)) {
      const host = hostOf(value.trim());
      if (host) hosts.push(host);
    }
    if (name === 'ignore-scripts') scriptsOff = value.trim() === 'true';
    if (name === 'min-release-age' && /^\d+(\.\d+)?$/.test(value.trim())) waitsDays = Number(value);
  }
  return { hosts, scriptsOff, ...(waitsDays === undefined ? {} : { waitsDays }) };
}
