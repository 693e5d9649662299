import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeywardError } from '../core/index.ts';
import { abstractHolder, namingHolder, portHolder } from './holder.ts';

const proc = mkdtempSync(join(tmpdir(), 'keyward-proc-'));
beforeAll(() => {
  const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
  mkdirSync(join(proc, 'net'));
  writeFileSync(
    join(proc, 'net', 'tcp'),
    [
      head,
      '   0: 0100007F:1F90 00000000:0000 01 00000000:00000000 00:00000000 00000000     0        0 10 1 0 100 0 0 10 0',
      '   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1 0 100 0 0 10 0',
      '   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000    33        0 12 1 0 100 0 0 10 0',
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(proc, 'net', 'tcp6'),
    `${head}\n   0: 00000000000000000000000000000000:1F92 0:0000 0A 0:0 00:0 0     0        0 13 1 0\n`,
  );
  writeFileSync(
    join(proc, 'net', 'unix'),
    'Num RefCount Protocol Flags Type St Inode Path\n0: 00000002 00000000 00010000 0001 01 14 @keyward-1-2\n',
  );
  mkdirSync(join(proc, '42', 'fd'), { recursive: true });
  writeFileSync(join(proc, '42', 'comm'), 'py\u001bthon3\n');
  for (const inode of [11, 13, 14]) symlinkSync(`socket:[${inode}]`, join(proc, '42', 'fd', String(inode)));
  symlinkSync('/dev/null', join(proc, '42', 'fd', '0'));
  mkdirSync(join(proc, '43'));
});
afterAll(() => rmSync(proc, { recursive: true, force: true }));

describe('the holder of a port', () => {
  it.each([
    [8080, 'py?thon3 (pid 42)', 'by name, without what steers a terminal'],
    [8082, 'py?thon3 (pid 42)', 'on IPv6'],
    [8081, 'a process of the user with uid 33', 'whose process may not be looked into, by its user'],
    [9999, undefined, 'that nobody listens on'],
  ])('%i is %j: one %s', (port, holder, _what) => {
    expect(portHolder(port, proc)).toBe(holder);
  });

  it('is not known where the system tells nothing', () => {
    expect(portHolder(8080, join(proc, 'none'))).toBeUndefined();
    expect(abstractHolder('keyward-1-2', join(proc, 'none'))).toBeUndefined();
  });

  it('is this process for a port of its own', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    expect(portHolder(port)).toMatch(new RegExp(`\\(pid ${process.pid}\\)$`));
    const named = namingHolder(new KeywardError('port-busy', 'x'), port, 'gateway.port');
    expect(String(named)).toMatch(
      new RegExp(`port ${port} of 127\\.0\\.0\\.1 \\(gateway\\.port\\) is in use by .+ \\(pid ${process.pid}\\)$`),
    );
    server.close();
  });

  it('leaves any other fault as it is', () => {
    const other = new KeywardError('internal', 'x');
    expect(namingHolder(other, 1, 'gateway.port')).toBe(other);
  });
});

describe('the holder of an abstract socket', () => {
  it('is found by its name', () => {
    expect(abstractHolder('keyward-1-2', proc)).toBe('py?thon3 (pid 42)');
    expect(abstractHolder('keyward-1-20', proc)).toBeUndefined();
  });
});
