#!/bin/sh
# Makes .env of .env.example, with every secret filled in at random. An .env that is there stays as it is: what was
# encrypted under its keys could not be read with others.
set -eu
umask 077
cd "$(dirname "$0")/.."

if [ -e .env ]; then
  echo '.env is there already and stays as it is. It lacks, of .env.example:' >&2
  sed -n 's/^\([A-Z_][A-Z_]*\)=.*/\1/p' .env.example | while read -r name; do
    grep -q "^$name=" .env || echo "  $name" >&2
  done
  exit 1
fi

secret() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

while IFS= read -r line; do
  case $line in
    \#*) ;;
    *PASSWORD= | *KEY= | *TOKEN=) line=$line$(secret) ;;
  esac
  printf '%s\n' "$line"
done < .env.example > .env.unfinished
mv .env.unfinished .env
echo 'Made .env. Keep a copy of it, the vault keys above all, apart from backups.'
