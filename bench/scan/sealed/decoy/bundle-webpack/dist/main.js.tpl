(()=>{"use strict";var e={},t={};function r(n){var o=t[n];if(void 0!==o)return o.exports;var i=t[n]={exports:{}};return e[n](i,i.exports,r),i.exports}r.u=e=>"js/"+{179:"orderbook",362:"positions",511:"api-keys"}[e]+"."+{179:"<<hex20>>",362:"<<hex20>>",511:"<<hex20>>"}[e]+".js",r.h=()=>"<<hex20>>",r.p="/"})();
//# sourceMappingURL=main.js.map
