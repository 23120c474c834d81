"""Validates an audit file (XAF) against the schema and the rules of the format with pyxaf; prints JSON."""

import json
import sys

import pyxaf

report = pyxaf.validate(sys.argv[1], xsd=True)
with pyxaf.open(sys.argv[1]) as file:
    version = str(file.version)
findings = [f"{one.code} {one.severity.name}: {one.message}" for one in report.findings]
print(json.dumps({"version": version, "findings": findings}))
