"""Prints the sheets of a workbook as JSON: for every cell its type and value, as openpyxl reads them."""

import json
import sys
from datetime import datetime

import openpyxl


def cell(one):
    value = one.value
    if isinstance(value, datetime):
        return ["day", value.date().isoformat()]
    if isinstance(value, (int, float)):
        return ["number", value, one.number_format]
    return ["text", value]


book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({sheet.title: [[cell(one) for one in row] for row in sheet.iter_rows()] for sheet in book}))
