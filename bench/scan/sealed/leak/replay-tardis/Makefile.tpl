TARDIS_API_KEY = <<token>>
DATE ?= 2026-02-01

download:
	TARDIS_API_KEY=$(TARDIS_API_KEY) node download.js --exchange deribit --date $(DATE)

clean:
	rm -rf datasets
