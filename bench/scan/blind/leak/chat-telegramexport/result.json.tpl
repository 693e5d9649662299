{
 "name": "Dima",
 "type": "personal_chat",
 "id": 771200391,
 "messages": [
  {"id": 3301, "type": "message", "date": "2025-02-11T18:22:04", "from": "Dima", "text": "скинь ключи от саба, я запущу у себя"},
  {"id": 3302, "type": "message", "date": "2025-02-11T18:25:40", "from": "Костя", "text": "апи <<key>>\nсекрет <<secret>>"},
  {"id": 3303, "type": "message", "date": "2025-02-11T18:26:02", "from": "Dima", "text": "ок"}
 ]
}
