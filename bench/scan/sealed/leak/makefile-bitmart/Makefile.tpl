export BITMART_KEY := <<key>>
export BITMART_SECRET := <<secret>>
export BITMART_MEMO := <<memo>>

.PHONY: run test

run:
	python -m mm --symbol SOLV_USDT --spread 0.4

test:
	pytest -q
