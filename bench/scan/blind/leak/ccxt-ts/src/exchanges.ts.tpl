import { bybit, pro } from 'ccxt';

export const live = new pro.bybit();
live.apiKey = '<<key>>';
live.secret = "<<secret>>";
live.options['defaultType'] = 'linear';
live.setSandboxMode(false);
