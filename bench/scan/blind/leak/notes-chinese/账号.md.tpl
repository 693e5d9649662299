# 欧易 量化账户

- 子账户：lianghua02
- API Key：<<key>>
- 密钥：<<secret>>
- 密码短语：<<passphrase>>
- 权限：读取/交易
- 绑定IP：无
