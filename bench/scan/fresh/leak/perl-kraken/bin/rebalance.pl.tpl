#!/usr/bin/env perl
use strict;
use warnings;
use Finance::Bank::Kraken;

my $api = Finance::Bank::Kraken->new;
$api->key('<<key>>');
$api->secret('<<secret>>');

my $res = $api->call($api->Private, 'Balance');
print "$res\n";
