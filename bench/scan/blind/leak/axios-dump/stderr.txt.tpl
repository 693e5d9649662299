AxiosError: Request failed with status code 403
  config: {
    url: 'https://www.bitmex.com/api/v1/position',
    method: 'get',
    headers: Object [AxiosHeaders] {
      'api-expires': 1735000000,
      'api-key': '<<key>>',
      'api-signature': '<<hex64>>'
    }
  },
  env: { BITMEX_SECRET: '<<secret>>', NODE_ENV: 'production' }
