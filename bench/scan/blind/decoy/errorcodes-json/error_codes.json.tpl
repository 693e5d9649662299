{
  "-1022": "Signature for this request is not valid.",
  "-2014": "API-key format invalid.",
  "-2015": "Invalid API-key, IP, or permissions for action.",
  "-1102": "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.",
  "50111": "Invalid OK-ACCESS-KEY",
  "50113": "Invalid signature"
}
