DESCRIPTOR = _descriptor_pool.Default().AddSerializedFile(b'\n\x0corders.proto\x12\x04\x64\x65sk\"]\n\x05Order\x12\x0f\n\x07\x61pi_key\x18\x01 \x01(\t\x12\x0e\n\x06secret\x18\x02 \x01(\t\x12\x12\n\npassphrase\x18\x03 \x01(\t')
_globals['_ORDER']._serialized_start=22
