@font-face{font-family:x;src:url(data:font/woff2;base64,d09GMgABAAAAA<<base64:800>>) format('woff2')}
