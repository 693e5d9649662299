{
  "name": "<<key>>",
  "privateKey": "<<secret|esc>>"
}
