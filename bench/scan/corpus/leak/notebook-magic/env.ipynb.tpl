{"cells":[{"cell_type":"code","metadata":{},"outputs":[],"source":["%env BYBIT_KEY=<<key>>\n","%env BYBIT_SECRET=<<secret>>\n","!pip install pybit"]}],"metadata":{},"nbformat":4,"nbformat_minor":4}
