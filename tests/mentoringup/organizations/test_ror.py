import pytest

from mentoringup.organizations.ror import bare_ror_id, is_ror_id

# Ids that ror.org has given out.
REAL = ["046rm7j60", "02mhbdp94", "00f54p054", "05dxps055", "03vek6s52", "013meh722"]


@pytest.mark.parametrize("ror_id", REAL)
def test_ids_in_use_are_right(ror_id):
    assert is_ror_id(ror_id)


@pytest.mark.parametrize("ror_id", REAL)
def test_one_wrong_character_is_noticed(ror_id):
    wrong = [
        ror_id[:place] + other + ror_id[place + 1 :]
        for place in range(1, 7)
        for other in "0123456789abcdefghjkmnpqrstvwxyz"
        if other != ror_id[place]
    ]

    assert [found for found in wrong if is_ror_id(found)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "046rm7j6",
        "046rm7j601",
        "146rm7j60",
        "046rm7j6x",
        "04urm7j60",
        "046RM7J60",
        "０46rm7j60",
    ],
)
def test_other_shapes_are_no_ids(text):
    assert not is_ror_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "046rm7j60",
        " https://ror.org/046rm7j60 ",
        "http://www.ror.org/046rm7j60/",
        "ror.org/046RM7J60",
        "HTTPS://ROR.ORG/046rm7j60",
    ],
)
def test_an_id_is_found_in_its_address(text):
    assert bare_ror_id(text) == "046rm7j60"
