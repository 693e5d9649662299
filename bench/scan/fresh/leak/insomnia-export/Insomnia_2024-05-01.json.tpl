{
  "_type": "export",
  "__export_format": 4,
  "__export_date": "2024-05-01T10:02:11.450Z",
  "__export_source": "insomnia.desktop.app:v2023.5.8",
  "resources": [
    {
      "_id": "req_<<hex32>>",
      "parentId": "wrk_<<hex32>>",
      "url": "https://www.deribit.com/api/v2/private/get_positions?currency=BTC",
      "name": "positions",
      "method": "GET",
      "authentication": {"type": "basic", "username": "<<key>>", "password": "<<secret>>", "disabled": false},
      "_type": "request"
    },
    {
      "_id": "wrk_<<hex32>>",
      "name": "deribit",
      "_type": "workspace"
    }
  ]
}
