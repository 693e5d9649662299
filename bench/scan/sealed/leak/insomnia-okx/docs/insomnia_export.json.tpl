{
  "_type": "export",
  "__export_format": 4,
  "__export_date": "2026-01-30T12:00:41.221Z",
  "__export_source": "insomnia.desktop.app:v10.3.0",
  "resources": [
    {
      "_id": "req_<<hex32>>",
      "parentId": "wrk_<<hex32>>",
      "name": "balance",
      "method": "GET",
      "url": "{{ _.base }}/api/v5/account/balance",
      "headers": [
        {"name": "OK-ACCESS-KEY", "value": "{{ _.ok_key }}"},
        {"name": "OK-ACCESS-PASSPHRASE", "value": "{{ _.ok_pass }}"}
      ],
      "_type": "request"
    },
    {
      "_id": "env_<<hex40>>",
      "name": "Base Environment",
      "data": {
        "base": "https://www.okx.com",
        "ok_key": "<<key>>",
        "ok_secret": "<<secret>>",
        "ok_pass": "<<passphrase>>"
      },
      "_type": "environment"
    }
  ]
}
