#!/usr/bin/perl
use strict;
use warnings;
use Digest::SHA qw(hmac_sha256_hex);
use LWP::UserAgent;

my %acc = (
    user   => 'up<<digits:9>>',
    key    => '<<key>>',
    secret => '<<secret>>',
);

my $nonce = time;
my $sig = uc hmac_sha256_hex($nonce . $acc{user} . $acc{key}, $acc{secret});
my $res = LWP::UserAgent->new->post('https://cex.io/api/balance/',
    { key => $acc{key}, signature => $sig, nonce => $nonce });
print $res->decoded_content, "\n";
