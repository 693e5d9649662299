{"exchange":"{{exchange}}","symbol":"{{ticker}}","price":{{close}},"secret":"{{strategy.order.comment}}","time":"{{timenow}}"}
