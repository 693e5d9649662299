<?xml version="1.0"?>
<TaxReport exchange="kraken" year="2025">
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ETHUSDT" side="sell" price="97157.68" vol="1.7719"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="XRPUSDT" side="buy" price="73477.34" vol="0.1023"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="XRPUSDT" side="sell" price="30675.44" vol="1.3684"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="DOGEUSDT" side="sell" price="73145.59" vol="0.4686"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ETHUSDT" side="sell" price="47694.72" vol="0.1892"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="SOLUSDT" side="sell" price="10277.14" vol="1.8425"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ADAUSDT" side="sell" price="88157.43" vol="0.3343"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="XRPUSDT" side="sell" price="2009.54" vol="0.3593"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="SOLUSDT" side="sell" price="18074.93" vol="1.3593"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="BTCUSDT" side="sell" price="55795.78" vol="1.7755"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ADAUSDT" side="buy" price="57864.60" vol="0.8825"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ADAUSDT" side="buy" price="48143.92" vol="0.3207"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="BTCUSDT" side="buy" price="10147.92" vol="0.5113"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="LINKUSDT" side="sell" price="18336.05" vol="0.6186"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="AVAXUSDT" side="sell" price="86992.29" vol="1.6253"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="DOGEUSDT" side="buy" price="64327.32" vol="0.7040"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="XRPUSDT" side="buy" price="88305.82" vol="1.0983"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="LINKUSDT" side="buy" price="76032.94" vol="0.6022"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ADAUSDT" side="buy" price="83334.25" vol="0.7984"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="SOLUSDT" side="sell" price="96896.03" vol="0.9401"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="BTCUSDT" side="sell" price="53290.61" vol="1.5680"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="XRPUSDT" side="sell" price="50370.38" vol="0.7664"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ETHUSDT" side="buy" price="34634.66" vol="0.4443"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="DOGEUSDT" side="buy" price="84175.06" vol="1.5017"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="BTCUSDT" side="sell" price="54278.99" vol="0.4361"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ETHUSDT" side="buy" price="17161.35" vol="1.4675"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="LINKUSDT" side="sell" price="1785.49" vol="0.9514"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ETHUSDT" side="sell" price="58926.84" vol="1.4073"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="LINKUSDT" side="sell" price="21146.19" vol="0.5885"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="SOLUSDT" side="sell" price="66512.49" vol="1.6857"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="DOGEUSDT" side="buy" price="88166.13" vol="0.6284"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="SOLUSDT" side="sell" price="48634.67" vol="0.0803"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="LINKUSDT" side="buy" price="21216.14" vol="0.3253"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="ETHUSDT" side="sell" price="76584.89" vol="1.7127"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="XRPUSDT" side="sell" price="57881.48" vol="0.5029"/>
  <Trade id="T<<upper:5>>-<<upper:5>>-<<upper:6>>" pair="AVAXUSDT" side="sell" price="72711.46" vol="0.1570"/>
  <Signature xmlns="http://www.w3.org/2000/09/xmldsig#">
    <SignedInfo><Reference><DigestValue><<base64:44>></DigestValue></Reference></SignedInfo>
    <SignatureValue><<base64:344>></SignatureValue>
    <KeyInfo><X509Data><X509Certificate>MII<<alnum:941>></X509Certificate></X509Data></KeyInfo>
  </Signature>
</TaxReport>
