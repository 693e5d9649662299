import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { inTime, loadPackage } from './sdk.ts';

describe('a package that only some need', () => {
  it('is named with the command that installs it where it is not there', async () => {
    const name = 'keyward-no-such-package';
    // What Node itself says, as its loader and not that of the tests runs Keyward.
    const script = `import('${name}').catch(({ code }) => process.stdout.write(code))`;
    const code = execFileSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
    const loading = loadPackage(name, () => Promise.reject(Object.assign(new Error(), { code })));
    await expect(loading).rejects.toMatchObject({
      code: 'vault-unsupported',
      message: `the package ${name} is not installed`,
      lines: [expect.stringContaining(`npm install ${name}`)],
    });
  });

  it('that fails for another reason is a fault of its own', async () => {
    const broken = () => Promise.reject(new SyntaxError('broken'));
    await expect(loadPackage('broken', broken)).rejects.toThrow(SyntaxError);
  });

  it('gives what it gives in time', async () => {
    expect(await inTime('it', Promise.resolve(7))).toBe(7);
    await expect(inTime('it', Promise.reject(new RangeError('own')))).rejects.toThrow(RangeError);
  });
});
