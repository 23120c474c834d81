"""Bill per municipality and stays per year from a folder of tables for BI, by DuckDB, pandas and Polars; prints JSON."""

import json
import sys
from pathlib import Path

import duckdb
import pandas
import polars

folder = Path(sys.argv[1])


def files(table):
    return str(folder / table / "**" / "*.parquet")


def by_duckdb():
    bill = duckdb.sql(
        "SELECT municipality, sum(amount_cents)::BIGINT FROM read_parquet(?, hive_partitioning = true)"
        " WHERE municipality IS NOT NULL GROUP BY ALL",
        params=[files("billed_day_month")],
    ).fetchall()
    stays = duckdb.sql(
        "SELECT year(first_day), count(*), sum(nights)::BIGINT FROM read_parquet(?) GROUP BY ALL", params=[files("stay")]
    ).fetchall()
    return {"bill": dict(bill), "stays": {str(year): [count, nights] for year, count, nights in stays}}


def by_pandas():
    billed = pandas.read_parquet(folder / "billed_day_month")
    bill = billed[billed.municipality.notna()].groupby("municipality").amount_cents.sum()
    stays = pandas.read_parquet(folder / "stay")
    by_year = stays.groupby(pandas.to_datetime(stays.first_day).dt.year).nights.agg(["count", "sum"])
    return {
        "bill": {code: int(cents) for code, cents in bill.items()},
        "stays": {str(year): [int(row["count"]), int(row["sum"])] for year, row in by_year.iterrows()},
    }


def by_polars():
    scan = polars.scan_parquet(files("billed_day_month"), hive_partitioning=True)
    bill = scan.filter(polars.col("municipality").is_not_null()).group_by("municipality").agg(polars.col("amount_cents").sum()).collect()
    stays = polars.scan_parquet(files("stay")).group_by(polars.col("first_day").dt.year().alias("year"))
    counted = stays.agg(polars.len().alias("count"), polars.col("nights").sum()).collect()
    return {
        "bill": dict(bill.iter_rows()),
        "stays": {str(year): [count, nights] for year, count, nights in counted.iter_rows()},
    }


print(json.dumps({"duckdb": by_duckdb(), "pandas": by_pandas(), "polars": by_polars()}))
