{"instance_id":"<<uuid>>","session":"<<uuid>>","strategy_key":"<<uuid>>","accounts":["<<uuid>>","<<uuid>>"]}
