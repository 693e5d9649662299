export default {
  apiKey: '请输入您的 API Key',
  secretKey: '请输入密钥（只显示一次）',
  passphrase: '创建 API 时设置的密码短语',
  mnemonic: '请按顺序输入助记词',
};
