import { describe, expect, it } from 'vitest';
import { remoteOf, remotesOf } from './forges.ts';
import { scannersIn, scannersOf, scannersRunBy } from './hooks.ts';
import { layerFaultsOf } from './layers.ts';
import { sharedKindOf } from './look.ts';

describe('a remote', () => {
  it.each([
    ['https://github.com/ann/grid.git', 'github.com', 'ann/grid.git'],
    ['https://ann:token@gitlab.com/ann/grid', 'gitlab.com', 'ann/grid'],
    ['git@github.com:ann/grid.git', 'github.com', 'ann/grid.git'],
    ['ssh://git@codeberg.org:22/ann/grid', 'codeberg.org', 'ann/grid'],
  ])('%s is at %s', (url, host, path) => {
    expect(remoteOf(url)).toEqual({ host, path });
  });

  it.each(['/srv/git/grid.git', '../grid', 'file:///srv/git/grid.git'])('%s is a folder', (url) => {
    expect(remotesOf(`origin\t${url} (fetch)`).forges).toEqual([]);
  });

  const OFFICIAL = 'https://github.com/freqtrade/freqtrade.git';
  it.each([
    ['is of a program that people clone', `origin\t${OFFICIAL} (fetch)\norigin\t${OFFICIAL} (push)\n`, ['origin']],
    ['is of a fork', 'origin\tgit@github.com:ann/freqtrade.git (fetch)\n', undefined],
    ['is beside a fork', `origin\t${OFFICIAL} (fetch)\nfork\tgit@github.com:ann/my-freqtrade.git (fetch)\n`, undefined],
    ['is beside a folder', `origin\t${OFFICIAL} (fetch)\nnas\t/srv/git/grid.git (fetch)\n`, undefined],
    ['is pushed to elsewhere', `origin\t${OFFICIAL} (fetch)\norigin\tgit@github.com:ann/grid.git (push)\n`, undefined],
    ['is called so at another site', 'origin\thttps://git.example.org/freqtrade/freqtrade.git (fetch)\n', undefined],
    ['has a name that is a pattern', `*\t${OFFICIAL} (fetch)\n`, undefined],
    ['is not there', '', undefined],
  ])('%s', (_title, text, upstreams) => {
    expect(remotesOf(text).upstreams).toEqual(upstreams);
  });

  it('names its site once', () => {
    expect(remotesOf(`a\t${OFFICIAL} (fetch)\nb\tgit@github.com:ann/grid.git (fetch)\n`).forges).toEqual([
      'github.com',
    ]);
  });
});

describe('a scanner in a hook', () => {
  it.each([
    ['keyward hook run pre-commit', ['keyward']],
    ["'/opt/keyward' scan --staged", ['keyward']],
    ['gitleaks protect --staged && detect-secrets-hook', ['gitleaks', 'detect-secrets']],
    ['    -   id: detect-private-key', []],
    ['# gitleaks protect', []],
    ['npm test', []],
    ['echo my-keyward-notes', []],
  ])('%s', (text, names) => {
    expect(scannersIn(text)).toEqual(names);
  });
});

describe('a hook', () => {
  it.each([
    ['#!/bin/sh\ngitleaks protect --staged', ['gitleaks']],
    ["#!/bin/sh\n# don't skip this\nexec 1>&2\n'/opt/bin/gitleaks' protect # isn't it", ['gitleaks']],
    ['if [ "$SKIP" = 1 ]; then\n  exit 0\nfi\ngitleaks protect', ['gitleaks']],
    ['[ -n "$CI" ] && exit 0\nnpx --yes secretlint "**/*"', ['secretlint']],
    ['if command -v gitleaks >/dev/null 2>&1; then\n  gitleaks protect\nelse\n  exit 1\nfi', ['gitleaks']],
    ['if ! gitleaks protect; then exit 1; fi', ['gitleaks']],
    ['OUT=$(gitleaks protect) || exit 1', ['gitleaks']],
    ['docker run --rm -v "$PWD:/p" zricethezav/gitleaks:latest protect', ['gitleaks']],
    ['git secrets --pre_commit_hook -- "$@"', ['git-secrets']],
    ['find_keyward() {\n  return 1\n}\nfind_keyward hook run pre-commit', ['keyward']],
    ['tell | find_keyward hook run pre-push -- "$@"', ['keyward']],
    ['exit 0\ngitleaks protect', []],
    ['exec npm test\ngitleaks protect', []],
    ['echo "TODO: install gitleaks"', []],
    ['cat <<EOF\ngitleaks protect\nEOF', []],
    ['gitleaks protect || true', []],
    ['false && gitleaks protect', []],
    ['command -v gitleaks', []],
    ['gitleaks version', []],
    ['git add gitleaks.toml', []],
    ['#!/usr/bin/env python3\nprint("gitleaks")', []],
  ])('runs what looks for secrets, or does not: %s', (script, names) => {
    expect(scannersRunBy(script)).toEqual(names);
  });
});

describe('a hook in which a scanner stands for nothing', () => {
  it.each([
    'if false; then\n  gitleaks protect\nfi',
    'if [ 1 = 2 ]; then gitleaks protect; fi',
    'if test -n ""; then gitleaks protect; fi',
    'if true; then :; else gitleaks protect; fi',
    'while false; do gitleaks protect; done',
    'until true; do gitleaks protect; done',
    'for x in; do gitleaks protect; done',
    'case x in y) gitleaks protect;; esac',
    'exit\ngitleaks protect',
    'true && exit 0\ngitleaks protect',
    '{ exit 0; }\ngitleaks protect',
    'if true; then exit 0; fi\ngitleaks protect',
    '[ 1 = 1 ] && exit 0\ngitleaks protect',
    'return 0\ngitleaks protect',
    'kill $$\ngitleaks protect',
    'set -e\nfalse\ngitleaks protect',
    'trap "exit 0" EXIT\ngitleaks protect',
    'true || gitleaks protect',
    '! true && gitleaks protect',
    'gitleaks protect || :',
    'gitleaks protect || exit 0',
    'gitleaks protect || echo failed',
    'gitleaks protect || { echo failed; true; }',
    'gitleaks protect || /bin/true',
    '(gitleaks protect) || true',
    'OUT=$(gitleaks protect) || true',
    'gitleaks protect; true',
    'gitleaks protect\nexit 0',
    'gitleaks protect\nnpm test',
    'set -e\nset +e\ngitleaks protect\nexit 0',
    'set -e\ngitleaks protect && echo fine\nexit 0',
    'gitleaks protect &',
    'gitleaks protect | cat',
    '! gitleaks protect',
    'if gitleaks protect; then :; fi',
    'if ! gitleaks protect; then echo leak; exit 0; fi',
    'look() { gitleaks protect; }',
    'function look {\ngitleaks protect\n}',
    'gitleaks() { :; }\ngitleaks protect',
    'alias gitleaks=true\ngitleaks protect',
    'gitleaks protect --exit-code 0',
    'ggshield secret scan pre-commit --exit-zero',
    'detect-secrets scan',
    'trufflehog git file://.',
    'if ! gitleaks protect; then echo warning; fi\nnpm run lint || exit 1',
    'if gitleaks protect; then echo fine; fi\nif [ -f x ]; then exit 1; fi',
    'if gitleaks protect; then exit 1; fi',
    'if ! gitleaks protect; then echo leak; else exit 1; fi',
    'if ! gitleaks protect; then exit; fi',
    'if ! gitleaks protect && [ -t 1 ]; then exit 1; fi',
    'gitleaks protect; echo "code $?"; npm test || exit 1',
    'gitleaks protect; if [ $? -eq 0 ]; then exit 1; fi',
    'gitleaks protect; code=$?; echo "$code"; npm test || exit 1',
    'gitleaks protect || { echo leak; exit; }\nexit 0',
    'gitleaks protect || false\nnpm test',
    '(gitleaks protect || exit 1)\nnpm test',
    'echo $(gitleaks protect)',
    'set -e\n{ gitleaks protect; } || true',
    'set -e\n(gitleaks protect; npm test) || true',
    'set -e\n! { gitleaks protect; npm test; }\nexit 0',
    'set -e\nif { gitleaks protect; npm test; }; then echo fine; fi',
    'set -e\nscan() { gitleaks protect; }; scan || true',
    'set -e\nscan() { gitleaks protect; npm test; }\nif scan; then echo fine; fi',
    'scan() { gitleaks protect || return 1; }\nscan || true',
    'scan() { gitleaks protect || exit 1; }\nscan | cat',
    'gitleaks protect\nset -e\nnpm test',
    'scan() { gitleaks protect; npm test; }\nscan\nset -e\nnpm test',
    '(set -e; npm test)\ngitleaks protect\nexit 0',
    '{ gitleaks protect; } &',
    'keyward scan found',
    'keyward scan',
    'keyward scan found --json',
  ])('is not taken for one that looks: %s', (script) => {
    expect(scannersRunBy(script)).toEqual([]);
    expect(scannersIn(script)).toHaveLength(1);
  });

  it.each([
    'set -e\ngitleaks protect\nnpm test',
    '#!/bin/sh -e\ngitleaks protect\nexit 0',
    'gitleaks protect || exit 1\nnpm test',
    'gitleaks protect || exit $?\nexit 0',
    'gitleaks protect || { echo leak; exit 1; }\nexit 0',
    'gitleaks protect; if [ $? -ne 0 ]; then exit 1; fi\nexit 0',
    'if ! gitleaks protect; then echo leak; exit 1; fi\nexit 0',
    'if [ -f .gitleaks.toml ]; then\n  gitleaks protect\nfi',
    '[ "$SKIP" = 1 ] && exit 0\ngitleaks protect && npm test',
    'gitleaks protect > /dev/null 2>&1',
    'npm test && gitleaks protect',
    'trufflehog git file://. --fail',
    'if gitleaks protect; then echo fine; else exit 1; fi\nexit 0',
    'if ! gitleaks protect || ! npm test; then exit 1; fi\nexit 0',
    'if ! (gitleaks protect); then\n  echo leak\n  exit 1\nfi\nexit 0',
    'gitleaks protect\nif [ $? != 0 ]; then\n  exit 1\nfi\nexit 0',
    'gitleaks protect; [ $? -eq 0 ] || exit 1\nexit 0',
    'gitleaks protect; [ $? -ne 0 ] && exit 1\nexit 0',
    'gitleaks protect\ncode=$?\necho "$code"\nif [ "$code" -ne 0 ]; then exit "$code"; fi\nexit 0',
    'gitleaks protect; exit $?',
    'set -e\n{ gitleaks protect; }\nnpm test',
    'set -e\n{ gitleaks protect; } || exit 1\nnpm test',
    'set -euo pipefail\nOUT=$(gitleaks protect)\nnpm test',
    'scan() { gitleaks protect; npm test; }\nset -e\nscan\nexit 0',
    'scan() { gitleaks protect; }\nscan || exit 1\nexit 0',
    'main() {\n  set -e\n  gitleaks protect\n  npm test\n}\nmain "$@"',
    'scan() { gitleaks protect || exit 1; }\nscan || true',
    'keyward scan --staged',
    'keyward scan --range origin/main..HEAD',
  ])('is told from one that stops the commit: %s', (script) => {
    expect(scannersRunBy(script)).toHaveLength(1);
  });
});

it.each([
  [
    'functions that call each other',
    (at: number) => `f${at}() { f${at + 1}; f${at + 1}; f${at + 1}; gitleaks protect; }\n`,
  ],
  ['many commands', () => 'gitleaks protect || { x; }\n'],
  ['many brackets', () => 'if ! (x) || { gitleaks protect; }; then exit 1; fi\n'],
])('a hook of %s is judged in no time', (_title, line) => {
  const text = Array.from({ length: 1_200 }, (_, at) => line(at)).join('');
  const fromMs = performance.now();
  scannersRunBy(`set -e\n${text}f0\n`);
  expect(performance.now() - fromMs).toBeLessThan(4_000);
});

describe('settings of a manager of hooks', () => {
  const hooks = (text: string) => `repos:\n  - repo: x\n    hooks:\n      - ${text}\n`;
  const run = (text: string) => `pre-commit:\n  commands:\n    look:\n      ${text}\n`;
  it.each([
    ['.pre-commit-config.yaml', hooks('id: gitleaks'), true],
    ['.pre-commit-config.yaml', hooks('{ id: gitleaks, stages: [pre-push] }'), true],
    ['.pre-commit-config.yaml', hooks('{ id: gitleaks, stages: [manual] }'), false],
    ['.pre-commit-config.yaml', `default_stages: [manual]\n${hooks('id: gitleaks')}`, false],
    ['.pre-commit-config.yaml', hooks("{ id: gitleaks, exclude: '.*' }"), false],
    ['.pre-commit-config.yaml', hooks("{ id: gitleaks, files: '^$' }"), false],
    ['.pre-commit-config.yaml', hooks("{ id: gitleaks, entry: 'true' }"), false],
    ['.pre-commit-config.yaml', hooks('{ id: look, language: system, entry: gitleaks protect }'), true],
    ['.pre-commit-config.yaml', hooks('{ id: look, entry: "gitleaks protect || true" }'), false],
    ['.pre-commit-config.yaml', hooks('{ id: gitleaks, args: [--exit-code=0] }'), false],
    ['lefthook.yml', run('run: gitleaks protect'), true],
    ['lefthook.yml', run('run: gitleaks protect || true'), false],
    ['lefthook.yml', run('run: gitleaks protect\n      skip: true'), false],
    ['lefthook.yml', 'pre-commit:\n  skip: true\n  jobs:\n    - run: gitleaks protect\n', false],
    ['lefthook.yml', 'pre-commit:\n  jobs:\n    - run: gitleaks protect\n', true],
    ['lefthook.yml', 'by-hand:\n  jobs:\n    - run: gitleaks protect\n', false],
    ['package.json', '{"lint-staged":{"*":"secretlint"}}', true],
    ['package.json', '{"lint-staged":{"*":["eslint","secretlint || true"]}}', false],
    ['package.json', '{"devDependencies":{"secretlint":"1"},"lint-staged":{"*":"eslint"}}', false],
    ['.husky/pre-commit', 'secretlint\nnpm test\n', true],
    ['.husky/pre-commit', 'secretlint || true\n', false],
    ['lefthook.yml', '{', false],
  ])('%s with %s runs a scanner: %s', (file, text, isRun) => {
    expect(scannersOf(file, text).length > 0).toBe(isRun);
  });
});

describe('a line of a Dockerfile', () => {
  it.each([
    ['ARG BINANCE_API_SECRET', 'ARG BINANCE_API_SECRET'],
    [`ENV API_KEY=\${API_KEY}`, 'ENV API_KEY'],
    ['ENV TELEGRAM_BOT_TOKEN abc', 'ENV TELEGRAM_BOT_TOKEN'],
    ['COPY .env /app/', 'COPY .env'],
    ['COPY --chown=bot api-keys.json secrets/ /app/', 'COPY api-keys.json'],
    ['ADD ["config/.env", "/app/"]', 'COPY config/.env'],
  ])('keeps a secret in a layer: %s', (line, word) => {
    expect(layerFaultsOf('Dockerfile', `FROM node\n${line}\n`)).toEqual([expect.objectContaining({ line: 2, word })]);
  });

  it.each([
    'ENV API_SECRET=',
    'ENV API_SECRET_FILE=/run/secrets/api',
    'ARG VERSION=1',
    'COPY .env.example /app/',
    'COPY --from=build /app/.env /app/',
    'COPY . /app',
    'RUN --mount=type=secret,id=api_key ./run',
    '# ARG API_SECRET',
    'ENV TOKENIZERS_PARALLELISM=false',
  ])('keeps none: %s', (line) => {
    expect(layerFaultsOf('Dockerfile', `${line}\n`)).toEqual([]);
  });
});

it.each([
  ['run.ipynb', 'notebook'],
  ['docker-compose.prod.yml', 'compose'],
  ['compose.yaml', 'compose'],
  ['.github/workflows/ci.yml', 'ci'],
  ['.gitlab-ci.yml', 'ci'],
  ['Jenkinsfile', 'ci'],
  ['docker/Dockerfile.arm', 'dockerfile'],
  ['bot.py', undefined],
  ['config.yml', undefined],
])('%s is shared as %s', (path, kind) => {
  expect(sharedKindOf(path)).toBe(kind);
});
