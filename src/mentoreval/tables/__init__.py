"""Tables 1 to 3 and their companions, from results."""

from mentoreval.results import Results
from mentoreval.tables.answers import (
    data_quality_table,
    flow_table,
    implementations_table,
    item_options_table,
    items_table,
    profiles_table,
)
from mentoreval.tables.csv_text import spreadsheet_safe, to_csv
from mentoreval.tables.groups import bounds_table, dunn_table, groups_table
from mentoreval.tables.model import Absent, Column, Kind, Table
from mentoreval.tables.people import response_table, table_1, table_2, table_2_options, table_3
from mentoreval.tables.scales import reliability_table, sensitivity_table, table_2b

__all__ = [
    "Absent",
    "Column",
    "Kind",
    "Table",
    "all_tables",
    "bounds_table",
    "data_quality_table",
    "dunn_table",
    "flow_table",
    "groups_table",
    "implementations_table",
    "item_options_table",
    "items_table",
    "profiles_table",
    "reliability_table",
    "response_table",
    "sensitivity_table",
    "spreadsheet_safe",
    "table_1",
    "table_2",
    "table_2_options",
    "table_2b",
    "table_3",
    "to_csv",
]


def all_tables(results: Results) -> tuple[Table, ...]:
    """Give every table that the results can fill, in the order of a report."""
    made = (
        table_1(results),
        table_2(results),
        table_2_options(results),
        table_2b(results),
        table_3(results),
        response_table(results),
        flow_table(results),
        reliability_table(results),
        groups_table(results),
        dunn_table(results),
        bounds_table(results),
        sensitivity_table(results),
        items_table(results),
        item_options_table(results),
        data_quality_table(results),
        implementations_table(results),
        profiles_table(results),
    )
    return tuple(table for table in made if table is not None)
