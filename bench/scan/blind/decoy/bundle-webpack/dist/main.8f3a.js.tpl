(self.webpackChunkbot=self.webpackChunkbot||[]).push([[179],{<<digits:4>>:(e,t,n)=>{"use strict";n.d(t,{apiKeyForm:()=>r});const r={key:"apiKey",secretField:"secretKey"};},<<digits:4>>:(e,t,n)=>{e.exports=n.p+"static/media/okx.<<hex20>>.svg"},<<digits:4>>:(e,t,n)=>{e.exports=n.p+"static/media/binance.<<hex20>>.svg"}},e=>{var t;t=<<digits:4>>,e(e.s=t)}]);
//# sourceMappingURL=main.8f3a.js.map
