@font-face{font-family:Ticker;src:url(data:font/woff2;base64,d09GMgABAAAA<<base64:800>>) format("woff2")}
.apiKey_<<alnum:8>>{font-family:Ticker;mask:url(/assets/key.<<hex20>>.svg)}
.secretInput_<<alnum:8>>{-webkit-text-security:disc;background:url("data:image/svg+xml;base64,PHN2ZyB4bWxucz0i<<base64:300>>")}
.token-list_<<alnum:8>>>.privateKey_<<alnum:8>>{color:#f6465d}
/*# sourceMappingURL=index.<<alnum:8>>.css.map */
