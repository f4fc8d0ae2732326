import polars as pl
import pytest

from mentoreval.readers.personal import is_personal, personal_columns


@pytest.mark.parametrize(
    "name",
    ["Name", "first_name", "E-Mail 2", "RecipientEmail", "IPAddress", "ipaddr", "IP-Address",
     "LocationLatitude", "longitude", "Phone number", "telephone_1", "Mailing address", "token"],
)  # fmt: skip
def test_names_addresses_places_and_tokens_are_personal(name: str) -> None:
    assert is_personal(name)


@pytest.mark.parametrize(
    "name",
    ["respondent_id", "mca01_before", "workshop_name", "site", "implementation_id", "gender",
     "ResponseId", "email_frequency", "named_mentor", "", "42"],
)  # fmt: skip
def test_other_columns_are_not_personal(name: str) -> None:
    assert not is_personal(name)


def test_a_column_of_addresses_is_personal_whatever_its_name() -> None:
    frame = pl.DataFrame(
        {
            "Q7": ["a@b.org", None, "c.d@e.edu"],
            "net": ["192.0.2.1", "198.51.100.7", None],
            "Q8": ["write to a@b.org", "a@b.org", "no"],
            "Q9": [None, None, None],
        },
        schema=dict.fromkeys(("Q7", "net", "Q8", "Q9"), pl.String),
    )
    assert personal_columns(frame, frame.columns) == ("Q7", "net")
