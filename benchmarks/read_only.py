"""What polars needs merely to read the file, as a whole process: `read_only.py FILE`."""

import sys
from pathlib import Path

import polars as pl

file = Path(sys.argv[1])
frame = pl.read_parquet(file) if file.suffix == ".parquet" else pl.read_csv(file)
print(f"{frame.height:,} rows, {frame.width} columns")
