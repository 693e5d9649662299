{"exchange":{"name":"bybit","key":"<<key>>","secret":"<<secret>>"}}
