# Changelog

## 2.8.0

* okx: passphrase is optional for public calls ([<<hex7>>](https://github.com/x/bot/commit/<<hex40>>))
* secrets are redacted in logs ([<<hex7>>](https://github.com/x/bot/commit/<<hex40>>))
* docker image `sha256:<<hex64>>`
