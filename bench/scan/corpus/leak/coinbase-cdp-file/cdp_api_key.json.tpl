{
   "name": "<<key>>",
   "privateKey": "<<secret:ec-pem|esc>>"
}
