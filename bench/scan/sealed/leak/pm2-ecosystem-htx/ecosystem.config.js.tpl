module.exports = {
  apps: [
    {
      name: 'htx-triangular',
      script: './dist/index.js',
      instances: 1,
      max_memory_restart: '400M',
      env: {
        NODE_ENV: 'production',
        HTX_ACCESS_KEY: '<<key>>',
        HTX_SECRET_KEY: '<<secret>>',
        HTX_ACCOUNT_ID: '<<digits:8>>',
      },
    },
  ],
};
