HTTP/2 200
date: Mon, 03 Mar 2025 10:12:31 GMT
etag: W/"<<hex32>>"
x-amz-request-id: <<upper:16>>
x-amz-id-2: <<base64:76>>
x-trace-id: <<hex32>>
strict-transport-security: max-age=31536000
nel: {"report_to":"cf-nel","max_age":604800}
