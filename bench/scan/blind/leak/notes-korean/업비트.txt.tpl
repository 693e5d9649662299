업비트 자동매매 (집 PC 아이피 등록됨)
Access key: <<key>>
Secret key: <<secret>>
만료 2026-08-01
