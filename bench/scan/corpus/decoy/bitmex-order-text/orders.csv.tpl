orderID,clOrdID,account,text
<<uuid>>,mm_<<b64url:22>>,<<digits:6>>,Submitted via API.
