import { folderOf, type HardenFile, type HardenPlan } from './plan.ts';
import { Sheet } from './sheet.ts';

const PATH = '/etc/sysusers.d/keyward-users.conf';

/** The users of Keyward and of the bots. */
export function sysusers({ keyward, bots }: HardenPlan): HardenFile {
  const sheet = new Sheet({
    name: 'sysusers',
    title: 'The users that Keyward and the bots run as',
    path: PATH,
    mode: '0644',
    comment: '#',
    install: [`sudo install -D -m 0644 keyward-users.conf ${PATH}`, `sudo systemd-sysusers ${PATH}`],
    check: [`id ${keyward.user}${bots.map(({ user }) => `; id ${user}`).join('')}`],
    undo: [
      `sudo rm ${PATH}`,
      ...[keyward.user, ...bots.map(({ user }) => user)].map((user) => `sudo userdel ${user}   (its files stay)`),
    ],
  }).add(
    'Keyward: without a password, a shell or a home folder that others look into.',
    `u ${keyward.user} - "Keyward" ${homeWord(keyward.home)} /usr/sbin/nologin`,
  );
  for (const bot of bots)
    sheet.add(
      `The bot ${bot.name}: another user, so that it reads neither Keyward's files nor its memory.`,
      `u ${bot.user} - "Trading bot ${bot.name}" ${homeWord(folderOf(bot))} /usr/sbin/nologin`,
    );
  return sheet.file();
}

const homeWord = (path: string): string => (/^[A-Za-z0-9_./-]+$/.test(path) ? path : `"${path.replaceAll('%', '%%')}"`);
