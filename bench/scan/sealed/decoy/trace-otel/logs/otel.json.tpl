{
  "resourceSpans": [
    {
      "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "order-router"}}, {"key": "service.instance.id", "value": {"stringValue": "<<uuid>>"}}]},
      "scopeSpans": [
        {"spans": [
          {"traceId": "<<hex32>>", "spanId": "<<hex16>>", "parentSpanId": "", "name": "okx.place_order", "attributes": [{"key": "okx.cl_ord_id", "value": {"stringValue": "<<alnum:32>>"}}]},
          {"traceId": "<<hex32>>", "spanId": "<<hex16>>", "parentSpanId": "<<hex16>>", "name": "okx.sign"}
        ]}
      ]
    }
  ]
}
