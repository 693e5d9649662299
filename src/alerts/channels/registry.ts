import type { ChannelKind } from '../channel.ts';
import { command } from './command/command.ts';
import { discord } from './discord/discord.ts';
import { ntfy } from './ntfy/ntfy.ts';
import { pagerduty } from './pagerduty/pagerduty.ts';
import { slack } from './slack/slack.ts';
import { smtp } from './smtp/smtp.ts';
import { telegram } from './telegram/telegram.ts';
import { webhook } from './webhook/webhook.ts';

/** Every kind of channel: one line each. */
export const channelKinds: readonly ChannelKind[] = [telegram, smtp, webhook, slack, discord, pagerduty, ntfy, command];
