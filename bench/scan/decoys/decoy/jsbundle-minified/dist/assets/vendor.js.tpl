var e=Object.defineProperty,apiKey="apiKey",secret="secret",t={apiKey:null,secret:null,password:null};
const n="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const K=new Uint32Array([0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>,0x<<hex8>>]);
const curve={p:"0x<<hex64>>",n:"0x<<hex64>>",Gx:"0x<<hex64>>",Gy:"0x<<hex64>>"};
import("/assets/chunk-<<alnum:8>>.js").then(r=>r.init({apiKey,secret,integrity:"sha384-<<base64:64>>"}));
const w=Uint8Array.from(atob("AGFzbQEAAAAB<<base64:600>>"),c=>c.charCodeAt(0));
//# sourceMappingURL=vendor.js.map
