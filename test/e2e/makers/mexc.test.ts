import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'mexc',
  subAccount: 'bots1',
  told: () => ({ margin: 'unknown' }),
  ips: 'shown',
  mostIps: 20,
  subAccountTold: 'unknown',
});
