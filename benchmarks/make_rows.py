"""Write wide rows for the benchmarks: `make_rows.py ROWS IMPLEMENTATIONS FOLDER`.

One CSV and one Parquet file with the same content: 32 items BEFORE and NOW (1 to 7, 2 % missing),
a career stage, an implementation and consent. Seeded: the same arguments give the same rows.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

ITEMS = (*(f"mca{number:02}" for number in range(1, 27)), *(f"local{n}" for n in range(1, 7)))
MISSING = 0.02


def main(rows: int, implementations: int, folder: Path) -> None:
    """Write `rows-ROWS-IMPLEMENTATIONS.csv` and `.parquet`."""
    chance = np.random.default_rng(20_220_427)
    place = chance.integers(0, implementations, rows)
    level = chance.normal(4.2, 0.9, rows)
    rise = chance.normal(0.7, 0.25, implementations)[place] + chance.normal(0, 0.5, rows)
    columns = {
        "respondent_id": pl.Series([f"R_{row:09}" for row in range(rows)]),
        "implementation_id": pl.Series([f"W{n:05}" for n in range(implementations)]).gather(place),
        "consent": pl.Series(np.ones(rows, dtype=np.int8)),
        "stage": pl.Series(chance.integers(1, 4, rows).astype(np.int8)),
    }
    for item in ITEMS:
        before = np.clip(np.rint(level + chance.normal(0, 0.9, rows)), 1, 7)
        now = np.clip(np.rint(before + rise + chance.normal(0, 0.6, rows)), 1, 7)
        for occasion, ratings in (("before", before), ("now", now)):
            gone = pl.Series(chance.random(rows) < MISSING)
            column = pl.Series(ratings.astype(np.int8))
            columns[f"{item}_{occasion}"] = column.set(gone, None)
    frame = pl.DataFrame(columns)
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_csv(folder / f"rows-{rows}-{implementations}.csv")
    # Integers of 64 bits, as most programs write them.
    wide = frame.with_columns(pl.selectors.integer().cast(pl.Int64))
    wide.write_parquet(folder / f"rows-{rows}-{implementations}.parquet")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
