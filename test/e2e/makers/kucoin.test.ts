import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'kucoin',
  subAccount: 'robot01',
  ips: 'masked',
  mostIps: 20,
  subAccountTold: 'yes',
});
