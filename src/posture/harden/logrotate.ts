import { type BotPlan, folderOf, type HardenFile, type HardenPlan } from './plan.ts';
import { Sheet } from './sheet.ts';

const PATH = '/etc/logrotate.d/keyward-bots';

/** The bots' log files: neither endless nor for everybody. */
export function logrotate({ bots }: HardenPlan): HardenFile {
  const sheet = new Sheet({
    name: 'logrotate',
    title: "The bots' log files: neither endless nor for everybody",
    path: PATH,
    mode: '0644',
    comment: '#',
    says: [
      "Keyward's own log goes to the journal (journalctl -u keyward.service), which keeps itself small; its book is never rotated away.",
    ],
    install: ['sudo apt-get install -y logrotate', `sudo install -m 0644 keyward-bots ${PATH}`],
    check: [`sudo logrotate -d ${PATH}`],
    undo: [`sudo rm ${PATH}`],
  });
  for (const bot of bots) addBot(sheet, bot);
  return sheet.file();
}

function addBot(sheet: Sheet, bot: BotPlan): void {
  const folder = folderOf(bot);
  const places = ['', '/logs', '/user_data/logs'].map((below) => `"${folder}${below}/*.log"`);
  sheet
    .add(
      `The log files of ${bot.name}: beside it, and where Hummingbot, OctoBot and freqtrade put theirs.`,
      `${places.join(' ')} {`,
    )
    .add(
      "As its own user: the folder is that user's, and root must not follow a link that is planted there.",
      `  su ${bot.user} ${bot.user}`,
    )
    .add(
      'Each day, or as soon as a file is over 100 MB; two weeks are kept.',
      '  daily',
      '  maxsize 100M',
      '  rotate 14',
    )
    .add('Emptied in place: bots keep their file open, and would go on writing into the old one.', '  copytruncate')
    .add('Old ones are packed; a copy has the owner and the mode of its file.', '  compress')
    .add('By date, so that a name stays the same.', '  dateext')
    .add('A file that is not there, or empty, is no mistake.', '  missingok', '  notifempty')
    .bare('}', '');
}
