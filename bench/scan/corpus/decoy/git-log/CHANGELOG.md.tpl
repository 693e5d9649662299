## 1.4.0
* rotate api key handling ([<<hex7>>](https://github.com/acme/bot/commit/<<hex40>>))
* secret: never log ([<<hex7>>](https://github.com/acme/bot/commit/<<hex40>>))
