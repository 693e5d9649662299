import { Algo } from '@binance/algo';
const client = new Algo({
  configurationRestAPI: {
    apiKey: '<<key>>',
    apiSecret: '<<secret>>',
  },
});
