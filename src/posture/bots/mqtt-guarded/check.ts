import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts, Broker } from '../facts.ts';
import { judgeBots, placeText } from '../judge.ts';

/** BOT-04: commands over MQTT need a password, and TLS where they leave the host. */
export const mqttGuarded: Check<BotFacts> = {
  id: 'BOT-04',
  severity: 'high',
  title: 'commands over MQTT need a password, and TLS beyond this host',
  why: 'Whoever may publish on the broker of Hummingbot can start, stop and configure its strategies. Its defaults are no password and no TLS, with commands on.',
  how: '`mqtt_bridge` in conf/conf_client.yml. Whether the broker itself refuses clients without a password is not asked.',
  fix: 'In conf/conf_client.yml set `mqtt_username`, `mqtt_password` and, beyond this host, `mqtt_ssl: true`; or `mqtt_commands: false`. Let the broker refuse anonymous clients.',
  undo: 'Write the former values back and restart Hummingbot.',
  references: [
    'https://github.com/hummingbot/hummingbot/blob/master/hummingbot/client/config/client_config_map.py',
    'https://github.com/hummingbot/hummingbot-api/blob/main/docker-compose.yml',
  ],
  boxes: [26],
  judge: (facts) => judgeBots(facts, judgeBot, { ofNone: 'no bot here takes commands over MQTT' }),
};

function judgeBot({ about, settings }: Bot): readonly Finding[] | undefined {
  if (settings.brokers.length === 0) return undefined;
  return settings.brokers.map((broker) => ({
    about: `${about}, MQTT in ${broker.place.file}`,
    by: placeText(broker.place),
    places: [broker.place],
    ...verdictOn(broker),
  }));
}

function verdictOn(broker: Broker): Pick<Finding, 'result' | 'says' | 'severity'> {
  const { takesCommands, startsByItself, hasPassword, hasTls, reach } = broker;
  if (!takesCommands) return { result: 'pass', says: 'it takes no commands over MQTT' };
  if (!startsByItself)
    return { result: 'not-applicable', says: 'its MQTT bridge does not start by itself (`mqtt_autostart`)' };
  const isLocal = reach === 'loopback';
  if (!hasPassword)
    return {
      result: 'fail',
      says: `it takes commands over MQTT without a password${hasTls || isLocal ? '' : ' and without TLS'}`,
      ...(isLocal ? { severity: 'medium' as const } : {}),
    };
  if (hasTls || isLocal)
    return {
      result: 'pass',
      says: `commands over MQTT need a password${hasTls ? ' and go over TLS' : ' and do not leave this host'}`,
    };
  if (reach === 'all')
    return {
      result: 'fail',
      says: 'it takes commands over MQTT without TLS, and its password crosses the network in the clear',
    };
  return {
    result: 'warn',
    severity: 'medium',
    says: 'commands over MQTT need a password, which crosses the network of the broker without TLS',
  };
}
