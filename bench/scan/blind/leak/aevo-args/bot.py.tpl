import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--api-key", default="<<key>>")
parser.add_argument("--api-secret", default="<<secret>>")
parser.add_argument("--signing-key", default="<<privateKey>>", help="aevo signing key")
parser.add_argument("--size", type=float, default=0.1)
args = parser.parse_args()
