import pandas as pd

from danvan.measures.coverage import Coverage, coverage

WARDS = pd.DataFrame({"place": ["a", "b", "b", "x"], "value": [1.0, 2.0, None, 3.0]})


def test_places_without_a_value_are_named_in_the_order_expected() -> None:
    assert coverage(WARDS, expected=["c", "a", "b", "d"]) == Coverage(2, 4, ("c", "d"))


def test_places_that_nobody_expects_do_not_count() -> None:
    assert coverage(WARDS, expected=["a"]) == Coverage(1, 1, ())


def test_a_row_without_a_value_is_no_value() -> None:
    assert coverage(WARDS.iloc[2:3], expected=["b"]).missing == ("b",)
    assert coverage(WARDS.iloc[2:3], expected=["b"], value=None).missing == ()


def test_only_the_whole_is_complete() -> None:
    assert coverage(WARDS, expected=["a", "b"]).complete
    assert not coverage(WARDS, expected=["a", "b", "c"]).complete
    assert not coverage(WARDS, expected=[]).complete


def test_a_place_expected_twice_is_one_place() -> None:
    assert coverage(WARDS, expected=["a", "a", "c"]) == Coverage(1, 2, ("c",))
