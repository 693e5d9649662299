def place(order):
    # TODO remove: kraken key=<<key>> secret=<<secret>>
    return client.add_order(**order)
