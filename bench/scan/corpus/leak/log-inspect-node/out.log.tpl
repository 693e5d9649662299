RestClientV5 {
  timeOffset: null,
  key: '<<key>>',
  secret: '<<secret>>',
  options: { recv_window: 5000, baseUrl: 'https://api.bybit.com' }
}
