import { serviceRule } from '../../service-rule.ts';

/** The first of the three parts is the number of the bot. */
const isBotOfNumber = (text: string): boolean =>
  /^\d{17,20}$/.test(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString('latin1'));

export const discord = serviceRule({
  service: 'discord',
  title: 'Discord webhook or bot token',
  names: ['discord'],
  marks: ['discordapp'],
  patterns: [
    {
      part: 'webhook',
      mark: /webhooks\/|discord:\/\//,
      pattern:
        /(?:https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/|discord:\/\/)\d{17,20}\/[A-Za-z0-9_-]{60,80}/g,
      source:
        'https://discord.com/api/webhooks/[0-9]{18,19}/[0-9a-zA-Z-]{68}: https://github.com/trufflesecurity/trufflehog pkg/detectors/discordwebhook/discordwebhook.go (2026-08-21)',
      read: '2026-11-22',
      certainty: 'seen',
    },
    {
      part: 'token',
      mark: /[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\./,
      pattern: /(?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_-])/g,
      proof: isBotOfNumber,
      source:
        '{24}.{6}.{27}: https://github.com/trufflesecurity/trufflehog pkg/detectors/discordbottoken/discordbottoken.go (2026-08-21)',
      read: '2026-11-22',
      certainty: 'seen',
    },
  ],
});
