import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { binance, other, type RepositoryScene, repositoryScene } from './repository-scene.ts';

let scene: RepositoryScene;
const scenes = repositoryScene();

beforeEach(() => {
  scene = scenes.now();
});

describe('a key in the work tree of a repository', () => {
  it('is told where git has it or would add it, and not where git ignores it', async () => {
    scene.write('grid/.gitignore', '.env\n');
    scene.write('grid/.env', binance.env);
    scene.write('grid/config.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    scene.commit('first');
    scene.write('grid/notes.md', `binance api key ${binance.key} secret ${binance.secret}\n`);
    const { results } = await scene.told();
    expect(results('REPO-01')).toEqual(['fail /grid/config.py', 'fail /grid/notes.md']);
    expect(results('REPO-03')).toEqual([]);
  });

  it('passes by placeholders, published samples, a baseline and a comment that excuses', async () => {
    scene.write('grid/.env.example', 'BINANCE_API_KEY=your_api_key\nBINANCE_API_SECRET=your_api_secret\n');
    scene.write('grid/.gitignore', '.env\n');
    scene.write(
      'grid/a.py',
      `# keyward:ignore revoked on the day it was made\nKEYS = {"apiKey": "${binance.key}", "secret": "${binance.secret}"}  # binance\n`,
    );
    scene.commit('first');
    const { of } = await scene.told();
    expect(of('REPO-01').map(({ result }) => result)).toEqual(['pass']);
  });

  it('weighs less in tests, where it may be made up', async () => {
    scene.write('grid/tests/test_sign.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    scene.commit('first');
    const { of } = await scene.told();
    expect(of('REPO-01')).toMatchObject([{ result: 'warn', severity: 'medium' }]);
  });

  it('is told of a submodule and of a second working tree, each with its own top', async () => {
    scene.git('.', 'init', '-q', '-b', 'main', 'lib');
    scene.write('lib/keys.py', `# binance\nAPI_KEY = "${other.key}"\nAPI_SECRET = "${other.secret}"\n`);
    scene.commit('lib', 'lib');
    scene.write('grid/README.md', 'a bot\n');
    scene.commit('first');
    scene.git('grid', 'submodule', '-q', 'add', join(scene.base, 'lib'), 'lib');
    scene.commit('with a submodule');
    scene.git('grid', 'worktree', 'add', '-q', join(scene.base, 'second'), '-b', 'second');
    scene.write(
      'second/config.json',
      JSON.stringify({ exchange: { name: 'binance', key: binance.key, secret: binance.secret } }),
    );
    const { results } = await scene.told([scene.bot(), scene.bot('second')]);
    expect(results('REPO-01')).toEqual(['fail /grid/lib/keys.py', 'fail /second/config.json']);
    expect(results('REPO-02').filter((one) => one.startsWith('fail'))).toEqual(['fail history of /grid/lib: keys.py']);
  });
});

describe('files of secrets', () => {
  it('are told that git has, or does not ignore', async () => {
    scene.write(
      'grid/api-keys.json',
      JSON.stringify({ binance: { exchange: 'binance', key: binance.key, secret: binance.secret } }),
    );
    scene.commit('with keys');
    scene.write('grid/.env', other.env);
    const { results } = await scene.told();
    expect(results('REPO-03')).toEqual(['fail /grid/.env', 'fail /grid/api-keys.json']);
  });

  it('are fine where a rule of the repository or of .git/info ignores them', async () => {
    scene.write('grid/a/.env', binance.env);
    scene.write('grid/b/.env', other.env);
    scene.write('grid/.gitignore', '/a/.env\n');
    writeFileSync(join(scene.base, 'grid/.git/info/exclude'), '/b/.env\n');
    scene.commit('first');
    const { results } = await scene.told();
    expect(results('REPO-03')).toEqual([]);
  });

  it('are expected where a template is, and no rule ignores what is made of it', async () => {
    scene.write('grid/.env.example', 'BINANCE_API_KEY=\n');
    scene.commit('first');
    expect((await scene.told()).results('REPO-03')).toEqual(['warn /grid/.env']);
    scene.write('grid/.gitignore', '*.env\n.env\n');
    scene.commit('ignored');
    expect((await scene.told()).results('REPO-03')).toEqual([]);
  });
});

describe('files that others get', () => {
  it('are told with their kind', async () => {
    const cell = {
      cells: [
        {
          cell_type: 'code',
          source: ['exchange'],
          outputs: [{ text: [`binance {'apiKey': '${binance.key}', 'secret': '${binance.secret}'}`] }],
        },
      ],
    };
    scene.write('grid/run.ipynb', JSON.stringify(cell));
    scene.write(
      'grid/docker-compose.yml',
      `services:\n  bot:\n    environment:\n      BINANCE_API_KEY: ${other.key}\n      BINANCE_API_SECRET: ${other.secret}\n      OKX_API_SECRET: \${OKX_API_SECRET}\n`,
    );
    scene.write('grid/.github/workflows/ci.yml', `env:\n  BINANCE_API_SECRET: \${{ secrets.BINANCE_API_SECRET }}\n`);
    scene.write(
      'grid/Dockerfile',
      'FROM python:3.12\nARG API_SECRET\nARG API_SECRET_FILE\nENV API_KEY=\nCOPY .env.example ./\nCOPY .env /app/.env\nRUN --mount=type=secret,id=key true\n',
    );
    scene.commit('first');
    const { results } = await scene.told();
    expect(results('REPO-04')).toEqual([
      'fail /grid/Dockerfile: COPY .env',
      'fail /grid/docker-compose.yml',
      'fail /grid/run.ipynb',
      'warn /grid/Dockerfile: ARG API_SECRET',
    ]);
  });
});

describe('code', () => {
  it('is told that switches TLS off or prints its exchange, and not what only speaks of it', async () => {
    scene.write(
      'grid/bot.py',
      'import ccxt, requests\nexchange = ccxt.binance({\n    "verbose": True,\n})\nrequests.get("https://api.binance.com/api/v3/time", verify=False)\nprint(exchange)\n',
    );
    scene.write(
      'grid/fine.py',
      '# requests.get(url, verify=False)\n"""\nverify=False is bad\n"""\nrequests.get("http://127.0.0.1:8080/api/v1/ping")\nrequests.get("http://freqtrade:8080/api/v1/ping")\nprint(exchange.id)\n',
    );
    scene.write('grid/tests/test_api.py', 'requests.get(url, verify=False)\n');
    scene.commit('first');
    const { results } = await scene.told();
    expect(results('REPO-05')).toEqual(['fail /grid/bot.py']);
    expect(results('REPO-06')).toEqual(['fail /grid/bot.py']);
  });
});
