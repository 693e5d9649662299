INSERT INTO `wp_options` (`option_id`, `option_name`, `option_value`, `autoload`) VALUES
(4411, 'cb_ticker_bitstamp_key', '<<key>>', 'no'),
(4412, 'cb_ticker_bitstamp_secret', '<<secret>>', 'no'),
(4413, 'cb_ticker_currency', 'EUR', 'yes');
