<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<KeePassFile>
	<Root>
		<Group>
			<Name>Crypto</Name>
			<Entry>
				<UUID><<base64:24>></UUID>
				<String><Key>Title</Key><Value>Bitstamp API</Value></String>
				<String><Key>UserName</Key><Value><<key>></Value></String>
				<String><Key>Password</Key><Value ProtectInMemory="True"><<secret>></Value></String>
				<String><Key>URL</Key><Value>https://www.bitstamp.net</Value></String>
			</Entry>
		</Group>
	</Root>
</KeePassFile>
