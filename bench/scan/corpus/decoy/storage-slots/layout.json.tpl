{"slots":{"implementation":"0x<<hex64>>","admin":"0x<<hex64>>"},"codeHash":"0x<<hex64>>"}
