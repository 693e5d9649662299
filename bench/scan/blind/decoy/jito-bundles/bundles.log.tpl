landed slot=301199882 bundle=<<hex64>> tip=<<base58:44>> 10000 lamports
dropped slot=301199890 bundle=<<hex64>> tip=<<base58:44>> 10000 lamports
