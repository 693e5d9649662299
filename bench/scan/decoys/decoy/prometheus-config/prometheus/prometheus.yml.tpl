global: {scrape_interval: 15s}
scrape_configs:
  - job_name: binance-bot
    authorization: {type: Bearer, credentials_file: /run/secrets/metrics_token}
    tls_config: {ca_file: /etc/ssl/bot-ca.pem}
    static_configs: [{targets: ["bot:9100"]}]
remote_write:
  - url: https://metrics.example/api/v1/write
    basic_auth: {username: "884411", password_file: /run/secrets/rw_password}
