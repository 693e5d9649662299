.exchange-binance::before {
  content: "";
  background: url("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA<<base64:800>>") no-repeat;
}

@font-face {
  font-family: "tokens";
  src: url("data:font/woff2;base64,d09GMgABAAAAA<<base64:1200>>") format("woff2");
}

.token-name { color: #f0b90b; }
.key_1a2b3c { display: none; }
