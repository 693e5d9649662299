import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'bitget',
  subAccount: '900000002',
  ips: 'shown',
  mostIps: 30,
  subAccountTold: 'unknown',
  master: { ips: ['127.0.0.1'] },
});
