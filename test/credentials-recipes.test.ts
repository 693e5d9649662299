import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsSchema } from '../src/config/index.ts';
import { recordOutput } from './canary.ts';
import { practiceSettings, Terminal } from './cli/terminal.ts';
import { needPython, pythonEnvironment } from './python/environment.ts';
import { readTracked, root } from './source-tree.ts';

const run = promisify(execFile);

describe('recipes/aws/rotation', () => {
  const template = parse(readTracked('recipes/aws/rotation/template.yaml'));
  const { Parameters, Resources } = template;

  it('is a template that CloudFormation takes', { timeout: 120_000 }, async (context) => {
    const python = needPython(context, await pythonEnvironment('servers'));
    const path = join(root, 'recipes', 'aws', 'rotation', 'template.yaml');
    const { stdout } = await run(join(dirname(python), 'cfn-lint'), [path]);
    expect(stdout).toBe('');
  });

  it('gives the function what its steps need, on these two secrets alone', () => {
    const [policy] = Resources.Role.Properties.Policies;
    expect(policy.PolicyDocument.Statement).toEqual([
      {
        Sid: 'ReplaceTheKey',
        Effect: 'Allow',
        Action: ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map(
          (action) => `secretsmanager:${action}`,
        ),
        Resource: [{ Ref: 'SecretArn' }],
      },
      {
        Sid: 'ReadTheMasterKey',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        Resource: [{ Ref: 'MasterSecretArn' }],
      },
    ]);
  });

  it('calls the function by a schedule, one call at a time, and a second schedule for what is to be revoked', () => {
    expect(Parameters.Schedule.Default).toBe('rate(30 days)');
    expect(Resources.Rotation.Properties.RotationRules.ScheduleExpression).toEqual({ Ref: 'Schedule' });
    expect(Resources.Function.Properties).toMatchObject({ Handler: 'index.handler', ReservedConcurrentExecutions: 1 });
    const [target] = Resources.Retire.Properties.Targets;
    expect(JSON.parse(target.Input['Fn::Sub'])).toEqual({
      Step: 'retireSecret',
      SecretId: expect.stringMatching(/^\$\{SecretArn\}$/),
    });
  });

  it('takes the grace periods that the function takes', () => {
    const source = readTracked('src/app/aws-rotation.ts');
    const { Default, MinValue, MaxValue } = Parameters.GraceSeconds;
    expect(source).toContain(`const GRACE_S = ${Default.toLocaleString('en').replaceAll(',', '_')};`);
    expect(source).toContain(`const SHORTEST_GRACE_S = ${MinValue};`);
    expect(source).toContain(`const LONGEST_GRACE_S = ${MaxValue / 86_400} * 86_400;`);
  });
});

describe('recipes/gcp', () => {
  let terminal: Terminal | undefined;
  afterEach(() => terminal?.close());

  it('has settings that are valid', () => {
    const [, yaml = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(readTracked('recipes/gcp/rotation.md')) ?? [];
    expect(settingsSchema.safeParse(parse(yaml)).error).toBeUndefined();
  });

  it('names scripts that are there', () => {
    for (const [path] of readTracked('recipes/gcp/rotation.md').matchAll(/recipes\/gcp\/[a-z-]+\.sh/g))
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });

  /** A `gcloud` that answers a pull with these messages, and writes down what it was asked; a `keyward` that does so for `key rotate`. */
  function programs(messages: unknown): { readonly asked: string; readonly path: string } {
    terminal = new Terminal(
      practiceSettings.replace(
        'keys:\n',
        'keys:\n  desk: { exchange: bybit, from: { gcp: { name: projects/desk-1/secrets/bybit } } }\n',
      ),
    );
    const bin = join(terminal.folder, 'bin');
    const asked = join(terminal.folder, 'asked');
    mkdirSync(bin);
    writeFileSync(asked, '');
    terminal.write('messages.json', JSON.stringify(messages));
    const note = `printf '%s\\n' "$(basename "$0") $*" >> '${asked}'`;
    const gcloud = `${note}\ncase "$*" in *' pull '*) cat '${join(terminal.folder, 'messages.json')}';; esac`;
    const main = join(root, 'dist', 'cli', 'main.js');
    const keyward = `${note}\ncase "$*" in *'key rotate'*) cat;; *) exec '${process.execPath}' '${main}' "$@";; esac`;
    for (const [name, script] of Object.entries({ gcloud, keyward })) {
      writeFileSync(join(bin, name), `#!/usr/bin/env bash\nset -euo pipefail\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return { asked, path: [bin, dirname(process.execPath), process.env.PATH].join(delimiter) };
  }

  async function notice(messages: unknown): Promise<string[]> {
    const { asked, path } = programs(messages);
    const script = join(root, 'recipes', 'gcp', 'rotate-on-notice.sh');
    const { stdout, stderr } = await run('bash', [script, 'desk-1', 'keyward-rotation'], {
      cwd: terminal!.folder,
      env: { PATH: path, HOME: terminal!.folder, KEYWARD_HOME: terminal!.home },
    });
    recordOutput('the recipe of gcp', stdout + stderr);
    return readFileSync(asked, 'utf8').trimEnd().split('\n');
  }

  const message = (ackId: string, eventType: string, secret: string) => ({
    ackId,
    message: { attributes: { eventType, secretId: `projects/123456789012/secrets/${secret}` }, messageId: ackId },
  });

  it('replaces the keys that a notice is about, after it was written down', async () => {
    const asked = await notice([
      message('a1', 'SECRET_VERSION_ADD', 'bybit'),
      message('a2', 'SECRET_ROTATE', 'bybit'),
      message('a3', 'SECRET_ROTATE', 'other'),
    ]);
    expect(asked).toEqual([
      'gcloud pubsub subscriptions pull keyward-rotation --project=desk-1 --limit=20 --format=json',
      'keyward --json key event rotation-notice --notice -',
      'gcloud pubsub subscriptions ack keyward-rotation --project=desk-1 --ack-ids=a1,a2,a3',
      'keyward key rotate desk --yes',
    ]);
    expect((await terminal!.run(['journal', 'tail'])).stdout).toContain('rotation-notice');
  });

  it('does nothing when there is no notice', async () => {
    expect(await notice([])).toHaveLength(1);
  });

  it('keeps the messages when they cannot be written down', async () => {
    await expect(notice([{ ackId: 'a1' }])).rejects.toThrow();
    expect(readFileSync(join(terminal!.folder, 'asked'), 'utf8')).not.toContain(' ack ');
  });
});
