#!/usr/bin/perl
use strict;
use warnings;
use LWP::UserAgent;

my %cfg = (
    key    => '<<key>>',
    secret => '<<secret>>',
    pair   => 'USDT_BTC',
);
my $ua = LWP::UserAgent->new(timeout => 10);
