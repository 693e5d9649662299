## 配置

编辑 `.env`：

```bash
GATEIO_API_KEY=你的API密钥
GATEIO_SECRET_KEY=你的密钥
OKX_PASSPHRASE=你的口令
TELEGRAM_BOT_TOKEN=在这里填写机器人令牌
```

请勿泄露您的私钥。提交: `<<hex40>>`
