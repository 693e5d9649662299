from py3cw.request import Py3CW

p3cw = Py3CW(
    key='<<key>>',
    secret='<<secret>>',
    request_options={'request_timeout': 10, 'nr_of_retries': 1},
)
error, data = p3cw.request(entity='accounts', action='')
