.logo-binance { background-image: url("data:image/png;base64,iVBORw0KGgoAAAANSUhEUg<<base64:600>>"); }
.logo-okx { background-image: url(data:image/svg+xml;base64,PHN2ZyB4bWxucz0i<<base64:400>>); }
@font-face { font-family: "Key Icons"; src: url(data:font/woff2;base64,d09GMgABAAAAA<<base64:1200>>) format("woff2"); }
