"""Runs the SQL of a document and the views of `ggm.sql` on a folder of tables for BI, by DuckDB; prints JSON."""

import json
import os
import re
import sys
from pathlib import Path

import duckdb

folder = Path(sys.argv[1])
document = Path(sys.argv[2]).read_text(encoding="utf-8")


def one_row(sql):
    return duckdb.sql(sql).fetchall()[0]


os.chdir(folder.parent)
questions = re.findall(r"```sql\n(.*?)```", document, re.DOTALL)
answers = [duckdb.sql(one) for one in questions]
asked = [{"columns": answer.columns, "rows": [[str(cell) for cell in row] for row in answer.fetchall()]} for answer in answers]

os.chdir(folder)
duckdb.execute(Path("ggm.sql").read_text(encoding="utf-8"))
names = duckdb.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'ggm'").fetchall()
rows = {name: one_row(f"SELECT count(*) FROM ggm.{name}")[0] for (name,) in names}
sums = one_row(
    "SELECT (SELECT sum(bedrag) FROM ggm.declaratieregel)::VARCHAR, (SELECT sum(declaratiebedrag) FROM ggm.declaratie)::VARCHAR,"
    " (SELECT (sum(amount_cents) * 0.01)::DECIMAL(18, 2) FROM read_parquet('declared_line/**/*.parquet'))::VARCHAR"
)
lost = one_row(
    "SELECT (SELECT count(*) FROM ggm.declaratieregel ANTI JOIN ggm.declaratie ON valt_binnen_declaratie_id = declaratie_id),"
    " (SELECT count(*) FROM ggm.levering ANTI JOIN ggm.toewijzing ON geleverde_zorg_toewijzing_id = toewijzing_id),"
    " (SELECT count(*) FROM ggm.tarief ANTI JOIN ggm.voorziening ON heeft_voorziening_id = voorziening_id)"
)
keys = {
    name: one_row(f"SELECT count(*) - count(DISTINCT {name}_id) FROM ggm.{name}")[0]
    for name in ["contract", "voorziening", "tarief", "toewijzing", "levering", "declaratie", "declaratieregel"]
}
print(json.dumps({"questions": asked, "ggm": {"rows": rows, "sums": sums, "lost": lost, "twice": keys}}))
