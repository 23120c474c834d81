"""Bill per municipality and stays per year from a folder of tables for BI, by Spark on a local cluster of two workers; prints JSON."""

import json
import sys
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, count, sum as total, year

folder = Path(sys.argv[1])
spark = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .appName("bi-folder")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
try:
    billed = spark.read.parquet(str(folder / "billed_day_month"))
    bill = billed.where(col("municipality").isNotNull()).groupBy("municipality").agg(total("amount_cents")).collect()
    stays = spark.read.parquet(str(folder / "stay")).groupBy(year("first_day")).agg(count("*"), total("nights")).collect()
    answer = {
        "bill": {code: cents for code, cents in bill},
        "stays": {str(of): [number, nights] for of, number, nights in stays},
    }
finally:
    spark.stop()
print(json.dumps(answer))
