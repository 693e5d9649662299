import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { markOf } from '../../src/core/index.ts';
import { practiceSettings, Terminal } from './terminal.ts';

const places: Terminal[] = [];
afterEach(async () => {
  for (const place of places.splice(0)) await place.close();
});

function terminal(): Terminal {
  const place = new Terminal(practiceSettings);
  places.push(place);
  mkdirSync(join(place.home, 'posture'), { recursive: true, mode: 0o700 });
  return place;
}

describe('a report that cannot be kept', () => {
  it.each<[string, (posture: string) => void]>([
    [
      'another process holds its lock',
      (posture) => writeFileSync(join(posture, '.history.json.lock'), `${markOf(process.pid)} abcdef\n`),
    ],
    ['its place cannot be written', (posture) => mkdirSync(join(posture, 'history.json'))],
  ])(
    'is told all the same, with its own exit code, where %s',
    async (_why, hold) => {
      const place = terminal();
      place.write('package.json', '{"name":"bot","dependencies":{"ccxt":"4.5.84"}}\n');
      hold(join(place.home, 'posture'));
      const { exit, stdout, stderr } = await place.run(['--json', 'check']);
      expect(exit).toBe(1);
      expect(JSON.parse(stdout).notes.join()).toContain('this report was not kept');
      expect(stderr).toContain('the report was not kept');
    },
    60_000,
  );
});

describe('a report in a file', () => {
  const write = (place: Terminal, output: string) =>
    place.run(['check', 'KILL', '--format', 'sarif', '--output', output]);

  it('is not written through a link, nor over what is no file, nor where there is no folder', async () => {
    const place = terminal();
    const other = place.write('other', 'as it was');
    symlinkSync(other, join(place.folder, 'link'));
    for (const output of ['link', '/dev/null', '.', 'nothing/report']) {
      const { exit, stderr } = await write(place, output);
      expect([output, exit, stderr]).toEqual([output, 2, expect.stringContaining('(report-unwritten)')]);
    }
    expect(readFileSync(other, 'utf8')).toBe('as it was');
  }, 60_000);

  it('is there whole or as it was where the disk is full', async (context) => {
    if (!existsSync('/dev/full')) context.skip('this system has no full device');
    const place = terminal();
    const report = place.write('report', 'as it was');
    const full = join(place.folder, 'full.mjs');
    // What is written to files of this folder finds no room.
    writeFileSync(full, fullDisk(place.folder));
    const { exit, stderr } = await place.run(['check', 'KILL', '--format', 'sarif', '--output', 'report'], {
      env: { NODE_OPTIONS: `--import ${full}` },
    });
    expect([exit, stderr]).toEqual([2, expect.stringContaining('report-unwritten')]);
    expect(readFileSync(report, 'utf8')).toBe('as it was');
    expect(readdirSync(place.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

const fullDisk = (folder: string): string => `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { openSync, writeSync } = fs;
const open = new Set();
fs.openSync = (path, ...more) => {
  const fd = openSync(path, ...more);
  if (String(path).startsWith(${JSON.stringify(`${folder}/report`)})) open.add(fd);
  return fd;
};
fs.writeSync = (fd, ...more) => {
  if (!open.has(fd)) return writeSync(fd, ...more);
  throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall: 'write' });
};
syncBuiltinESMExports();
`;

describe('a report on the terminal', () => {
  it.each(['json', 'sarif', 'markdown', 'html', 'junit', 'table'])(
    'steers nothing as %s, whatever a folder is called',
    async (format) => {
      const place = terminal();
      const folder = join(place.folder, 'grid\u009b31m\u202egpj');
      mkdirSync(folder);
      writeFileSync(join(folder, 'package.json'), '{"name":"bot","dependencies":{"ccxt":"4.5.84"}}\n');
      const { stdout } = await place.run(['check', 'DEP', '--format', format, '--all'], { cwd: folder });
      expect(stdout).toContain('31m');
      expect(stdout).not.toMatch(/[\u0080-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    },
  );
});
