const fetch = require('node-fetch');

const url = '<<webhook>>';

module.exports = (v1, v2) =>
  fetch(url, { method: 'POST', body: JSON.stringify({ value1: v1, value2: v2 }) });
