from importlib.resources import files

from mentoreval.instruments.catalog import listing, shipped


def test_every_pack_of_the_folder_is_shipped() -> None:
    folder = files("mentoreval.instruments").joinpath("packs")
    assert sorted(f"{name}.yaml" for name in shipped()) == sorted(p.name for p in folder.iterdir())


def test_the_list_has_a_line_for_each_instrument() -> None:
    found = [(e.id, e.version, e.items, e.scales, e.questions, e.validated) for e in listing()]
    assert found == [
        ("mca-21-mentee", "1.0.0", 21, 7, 0, False),
        ("mca-26-mentee", "1.0.0", 26, 7, 0, False),
        ("mentoring-up-post-survey", "1.0.0", 31, 8, 10, False),
        ("participant-demographics", "1.0.0", 0, 0, 3, False),
        ("research-self-efficacy-draft", "1.0.0", 5, 1, 0, False),
        ("workshop-evaluation", "1.0.0", 0, 0, 7, False),
    ]
