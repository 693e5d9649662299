import { type BotPlan, folderOf, type HardenFile, type HardenPlan, type KeywardPlan } from './plan.ts';
import { composeText as text } from './quoting.ts';
import { Sheet } from './sheet.ts';

const KEYWARD_ID = 10_001;
const DOOR_ID = 10_002;
const FIRST_BOT_ID = 10_010;
const SETTINGS = '/etc/keyward/keyward.yaml';
const HOME = '/var/lib/keyward';
const SOCKET = '/door/keyward.sock';

/** Keyward and its bots as containers: secrets as files, no network in common, nothing published. */
export function compose({ keyward, bots }: HardenPlan): HardenFile {
  const secrets = secretsOf(keyward);
  const sheet = new Sheet({
    name: 'compose',
    title: 'Keyward and its bots as containers',
    path: 'compose.yaml',
    mode: '0644',
    comment: '#',
    says: [
      'The image `keyward:local` is made by you, from a clone, where `npm run pack` makes keyward-VERSION.tgz. Its Dockerfile: FROM node:22-slim, then COPY keyward-VERSION.tgz /opt/, then',
      `RUN npm install --global /opt/keyward-VERSION.tgz && install -d -o ${KEYWARD_ID} -g ${KEYWARD_ID} -m 0700 ${HOME}`,
      'Keyward listens on 127.0.0.1 alone, in a network of its own. Two doors carry that port to a bot through a socket in a volume: the bot has no route to anything else, and Keyward none to the bot.',
      ...(keyward.readsVariables
        ? [
            'ATTENTION: the settings read secrets from variables, which `docker inspect` shows to everybody in the group docker. They are not in this file: write `from: {dotenv: {file: secrets.env}}` into keyward.yaml, and print this file again.',
          ]
        : []),
    ],
    install: [
      'install -d -m 0700 secrets   (beside compose.yaml and keyward.yaml)',
      `sudo chown root:${KEYWARD_ID} keyward.yaml && sudo chmod 0640 keyward.yaml`,
      ...secrets.map(({ file }) => owned(file, KEYWARD_ID)),
      ...bots.map(({ name }, at) => owned(`secrets/${name}.json`, FIRST_BOT_ID + at)),
      'sudo docker compose up -d',
    ],
    check: [
      'docker compose config --quiet',
      'docker compose ps   (keyward: healthy)',
      `docker compose exec ${bots[0] ? serviceOf(bots[0]) : 'keyward'} id`,
    ],
    undo: ['sudo docker compose down   (the volume keyward-state stays)'],
  });
  sheet.bare('services:');
  addKeyward(sheet, keyward, secrets);
  for (const [at, bot] of bots.entries()) addBot(sheet, bot, keyward.port, FIRST_BOT_ID + at);
  addNetworks(sheet, bots);
  addVolumes(sheet, bots);
  if (secrets.length + bots.length > 0) {
    sheet.bare('', 'secrets:');
    for (const { name, file, why } of secrets) sheet.add(why, `  ${name}:`, `    file: ${text(`./${file}`)}`);
    for (const bot of bots)
      sheet.add(
        `The bot key of ${bot.name}, as \`keyward --json bot add ${bot.name}\` prints it.`,
        `  ${serviceOf(bot)}-key:`,
        `    file: ${text(`./secrets/${bot.name}.json`)}`,
      );
  }
  return sheet.file();
}

/** A file that one container alone reads: compose takes it as it lies on the host. */
const owned = (file: string, id: number): string => `sudo chown ${id}:${id} ${file} && sudo chmod 0400 ${file}`;

interface Secret {
  readonly name: string;
  readonly file: string;
  readonly target: string;
  readonly why: string;
}

function secretsOf({ secretFiles, credentials }: KeywardPlan): Secret[] {
  return [
    ...secretFiles.map(({ name, path, why }) => ({
      name,
      file: `secrets/${name}`,
      target: path,
      why: `${why}: what the settings read from ${path}.`,
    })),
    ...credentials.map((name, at) => ({
      name: `credential-${at + 1}`,
      file: `secrets/credential-${at + 1}`,
      target: `/run/secrets/${name}`,
      why: `What the settings call the credential ${name} of systemd: Keyward looks for it in CREDENTIALS_DIRECTORY.`,
    })),
  ];
}

/** A name with a prefix, so that no bot is called as one of the other services. */
const serviceOf = ({ name }: BotPlan): string => `bot-${name}`;

function addCommon(sheet: Sheet, id: number, memory: string): void {
  sheet
    .add('A number that no user of the host has; not root, also not in the container.', `    user: "${id}:${id}"`)
    .add('Nothing in the image can be changed; what is written is named below.', '    read_only: true')
    .add(
      'No capability, and no way to gain one.',
      '    cap_drop: [ALL]',
      '    security_opt: ["no-new-privileges:true"]',
    )
    .add('No core file: it would hold the keys.', '    ulimits: { core: 0 }')
    .add('A bug in it cannot take the whole host.', '    pids_limit: 256', `    mem_limit: ${memory}`)
    .add(
      'It is up again after a crash and after a start of the host, not after `docker compose stop`.',
      '    restart: unless-stopped',
    )
    .add(
      'Its log does not fill the disk.',
      '    logging: { driver: json-file, options: { max-size: "10m", max-file: "5" } }',
    );
}

function addKeyward(sheet: Sheet, keyward: KeywardPlan, secrets: readonly Secret[]): void {
  const { port, credentials } = keyward;
  const look = `require('node:net').connect(${port},'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`;
  sheet
    .bare('  keyward:')
    .add('Made on this host: no registry decides what runs here.', '    image: keyward:local', '    pull_policy: never')
    .add('The gateway, in the foreground.', `    command: ["keyward", "--config", "${SETTINGS}", "up"]`);
  addCommon(sheet, KEYWARD_ID, '512m');
  sheet
    .add('Signals reach it, and children that end are taken away.', '    init: true')
    .add('What is in flight ends first.', '    stop_grace_period: 60s')
    .add(
      'The state folder.',
      '    environment:',
      `      KEYWARD_HOME: ${HOME}`,
      ...(credentials.length > 0 ? ['      CREDENTIALS_DIRECTORY: /run/secrets'] : []),
    );
  if (secrets.length > 0)
    sheet.add(
      'Secrets as files of this host, in this container alone: neither in the image nor in `docker inspect`.',
      '    secrets:',
      ...secrets.map(({ name, target }) => `      - { source: ${name}, target: ${text(target)} }`),
    );
  sheet
    .add(
      'State on a volume, settings read-only.',
      '    volumes:',
      `      - { type: volume, source: keyward-state, target: ${HOME} }`,
      `      - { type: bind, source: ./keyward.yaml, target: ${SETTINGS}, read_only: true }`,
    )
    .add(
      'A /tmp in memory, where nothing can be started.',
      '    tmpfs: ["/tmp:mode=1777,size=16m,noexec,nosuid,nodev"]',
    )
    .add(
      'The way to the exchanges; no port is published, so nothing comes in (a published port would pass by ufw).',
      '    networks: [exchanges]',
    )
    .add(
      "Healthy is who takes connections on the bots' port.",
      `    healthcheck: { test: ["CMD", "node", "-e", ${text(look)}], interval: 30s, timeout: 5s, retries: 3, start_period: 30s }`,
    );
}

function addBot(sheet: Sheet, bot: BotPlan, port: number, id: number): void {
  const service = serviceOf(bot);
  addDoor(
    sheet,
    `${service}-door-out`,
    'keyward',
    service,
    `{port:${port},host:'127.0.0.1',allowHalfOpen:true}`,
    `'${SOCKET}'`,
    `Carries the socket to Keyward's port, in Keyward's network.`,
  );
  addDoor(
    sheet,
    `${service}-door-in`,
    service,
    service,
    `{path:'${SOCKET}',allowHalfOpen:true}`,
    `${port},'127.0.0.1'`,
    `Carries 127.0.0.1:${port} of the bot's network to the socket.`,
  );
  sheet
    .bare('', `  ${service}:`)
    .add(
      'REPLACE THIS: the image of your bot, by its digest, so that it is the same tomorrow. It is not fetched by itself: build or pull it first.',
      `    image: ${service}:local`,
      '    pull_policy: never',
    );
  if (bot.command !== undefined) sheet.add('The bot itself.', `    command: [${bot.command.map(text).join(', ')}]`);
  addCommon(sheet, id, '1g');
  sheet
    .add(
      'Where its orders go, and the file with its bot key, which is worth nothing elsewhere.',
      '    environment:',
      `      KEYWARD_URL: "http://127.0.0.1:${port}"`,
      `      KEYWARD_BOT: ${text(bot.name)}`,
      `      BOT_KEY_FILE: /run/secrets/bot-key`,
    )
    .add(
      'The bot key as a file, for this container alone.',
      '    secrets:',
      `      - { source: ${service}-key, target: bot-key }`,
    )
    .add(
      'Its own folder, the one place where it writes.',
      '    volumes:',
      `      - { type: volume, source: ${service}-data, target: ${text(folderOf(bot))} }`,
      `    working_dir: ${text(folderOf(bot))}`,
    )
    .add('A /tmp in memory.', '    tmpfs: ["/tmp:mode=1777,size=64m,nosuid,nodev"]')
    .add('A network of its own without a way out: orders leave through Keyward alone.', `    networks: [${service}]`)
    .add('It begins once Keyward answers.', '    depends_on: { keyward: { condition: service_healthy } }');
}

function addDoor(sheet: Sheet, name: string, beside: string, bot: string, to: string, at: string, why: string): void {
  // A Keyward that was started again has another network; the door joins it by being started again too.
  const lost = to.startsWith('{port') ? '()=>process.exit(1)' : 'end';
  const program = `const n=require('node:net');${at.startsWith("'") ? `require('node:fs').rmSync(${at},{force:true});` : ''}n.createServer({allowHalfOpen:true},a=>{const b=n.connect(${to});const end=()=>{a.destroy();b.destroy()};a.on('error',end);b.on('error',${lost});a.pipe(b).pipe(a)}).listen(${at})`;
  sheet
    .bare('', `  ${name}:`)
    .add(
      `${why} It reads nothing of what it carries.`,
      '    image: keyward:local',
      '    pull_policy: never',
      `    command: ["node", "-e", ${text(program)}]`,
      `    network_mode: "service:${beside}"`,
    );
  addCommon(sheet, DOOR_ID, '128m');
  sheet
    .add('The socket, in memory.', '    volumes:', `      - { type: volume, source: ${bot}-door, target: /door }`)
    .add('Ends at once: it holds nothing.', '    init: true');
}

function addNetworks(sheet: Sheet, bots: readonly BotPlan[]): void {
  sheet.bare('', 'networks:').add('Keyward to the exchanges.', '  exchanges: {}');
  for (const bot of bots) {
    const names = [...new Set(bot.reaches.map(({ host }) => host))];
    sheet.add(
      `For ${bot.name} alone, with no way out.${names.length === 0 ? '' : ` Without \`internal\` it could take market data from ${names.join(', ')} itself, and reach everything else too: compose knows no hosts, the firewall on the host does (chain DOCKER-USER).`}`,
      `  ${serviceOf(bot)}: { internal: true }`,
    );
  }
}

function addVolumes(sheet: Sheet, bots: readonly BotPlan[]): void {
  sheet
    .bare('', 'volumes:')
    .add('The book, the bot keys, the halt level: back it up with `keyward vault backup`.', '  keyward-state: {}');
  for (const bot of bots)
    sheet.add(
      `What ${bot.name} writes, and the socket between the doors, which lives in memory.`,
      `  ${serviceOf(bot)}-data: {}`,
      `  ${serviceOf(bot)}-door: { driver_opts: { type: tmpfs, device: tmpfs, o: "uid=${DOOR_ID},gid=${DOOR_ID},mode=0700,size=1m" } }`,
    );
}
