const { RestClient } = require('okx-api');
const client = new RestClient({
  apiKey: '<<key>>',
  apiSecret: '<<secret>>',
  apiPass: '<<passphrase>>',
});
