(()=>{"use strict";var e={k:"<<key>>",s:"<<secret>>",u:"https://api.binance.com"};fetch(e.u+"/api/v3/account",{headers:{"X-MBX-APIKEY":e.k}})})();
//# sourceMappingURL=main.js.map
