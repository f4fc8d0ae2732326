from hypothesis import given
from hypothesis import strategies as st

from mentoreval.statistics.multiplicity import holm

p_values = st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=12)


@given(p_values)
def test_adjusted_p_is_the_largest_of_the_steps_before_it(p: dict[str, float]) -> None:
    rising = sorted(p.values())
    steps = [(len(p) - k) * one for k, one in enumerate(rising)]
    expected = {
        key: min(1.0, max(step for step, other in zip(steps, rising, strict=True) if other <= one))
        for key, one in p.items()
    }
    assert holm(p) == expected


@given(p_values)
def test_order_of_the_keys_is_kept(p: dict[str, float]) -> None:
    assert list(holm(p)) == list(p)


def test_running_maximum_lifts_a_later_step() -> None:
    assert holm({"a": 0.04, "b": 0.02, "c": 0.021}) == {"a": 0.06, "b": 0.06, "c": 0.06}


def test_one_p_stays_as_it_is() -> None:
    assert holm({"overall": 0.03}) == {"overall": 0.03}


def test_nothing_is_adjusted_to_nothing() -> None:
    assert holm({}) == {}
