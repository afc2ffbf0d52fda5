"""What crosses the pipe comes out as it went in; what does not cross is replaced by a reference, never pickled."""

import io
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judging.wire import MOST_BYTES, WireError, from_pipe, pack, to_bytes, unpack, write_back
from course import Layer

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def across(value: Any) -> Any:
    """Send a value over a pipe made of bytes; references come back as what they stood for."""
    kept: list[Any] = []

    def refer(one: Any) -> dict[str, Any]:
        kept.append(one)
        return {"number": len(kept) - 1}

    arrays: list[bytes] = []
    data = to_bytes({"value": pack(value, arrays, refer)}, arrays)
    message, blobs = from_pipe(io.BytesIO(data).read)
    return unpack(message["value"], blobs, lambda reference: kept[reference["number"]])


@given(plain)
def test_plain_values_come_out_as_they_went_in(value: Any) -> None:
    assert across(value) == value
    assert type(across(value)) is type(value)


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((3, 0)),
        np.arange(6).reshape(2, 3),
        np.array(True),
        np.array(["a", "bé"]),
        np.array([1.5, np.nan, -np.inf]),
    ],
    ids=str,
)
def test_arrays_keep_type_shape_and_values(array: np.ndarray) -> None:
    got = across(array)
    assert got.dtype == array.dtype
    np.testing.assert_array_equal(got, array)


def test_numbers_that_json_does_not_know_cross() -> None:
    assert str(across([float("nan"), float("inf"), -0.0])) == "[nan, inf, -0.0]"
    assert isinstance(across(np.float64(2.5)), np.float64)
    assert across(...) is ...
    assert across("\ud800") == "\ud800"


def test_layers_tables_and_generators_cross() -> None:
    layer = across(Layer(np.ones((2, 1)), np.zeros(1), np.tanh))
    assert isinstance(layer, Layer)
    assert layer.f is np.tanh
    columns: dict[str, Any] = {"n": [1, 2], "x": [0.5, None], "true": [True, False], "name": ["a", None]}
    columns |= {"short": np.array([1, 2], "int8"), "kind": pd.Categorical(["a", "b"])}
    columns |= {name: pd.Series(values, dtype=object) for name, values in (("mixed", ["a", 1]), ("texts", ["a", "b"]))}
    table = pd.DataFrame(columns)
    for name in table:
        pd.testing.assert_series_equal(across(table[name]), table[name], check_names=False)
    for index in (None, [5, 5], ["second", "first"]):
        known = table if index is None else table.set_axis(index, axis=0)
        pd.testing.assert_frame_equal(across(known), known)
    rng = np.random.default_rng(3)
    there = across(rng)
    assert there.spawn(2)[1].random() == np.random.default_rng(3).spawn(2)[1].random()
    write_back(rng, there)
    assert rng.spawn(1)[0].random() == there.spawn(1)[0].random()
    assert across(rng).random() == rng.random()


def test_objects_are_not_copied_but_referred_to() -> None:
    class Odd(float):
        pass

    odd, array = Odd(1.0), np.array([object()])
    assert across(odd) is odd
    assert across(array)[0] is array[0]


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\0\1\0\0\0\2[]", b"\0\0\0\1\xff\xff\xff\xff", b"\xff\xff\xff\xff", b"\0\0\0\0"]
)
def test_bytes_that_are_no_message_are_refused(data: bytes) -> None:
    def read(count: int) -> bytes:
        got = stream.read(count)
        if len(got) < count:
            raise WireError("cut off")
        return got

    stream = io.BytesIO(data)
    with pytest.raises(WireError):
        from_pipe(read)


@pytest.mark.parametrize(
    "value",
    [{"array": 7, "scalar": False}, {"table": 3}, {"unknown": 1}, {}, [1], {"list": 5}, {"generator": {"dict": []}}]
    + [
        {
            "table": [["a", {"dtype": kind, "values": values}], ["b", {"dtype": kind, "values": {"list": [1, 2]}}]],
            "index": None,
        }
        for kind in ("int64", "str")
        for values in (5, {"list": [1]})
    ],
    ids=str,
)
def test_values_that_nobody_packs_are_refused(value: Any) -> None:
    with pytest.raises(WireError):
        unpack(value, [], lambda _: None)


def test_pickled_arrays_are_refused() -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.array([object()]), allow_pickle=True)
    with pytest.raises(WireError):
        unpack({"array": 0, "scalar": False}, [buffer.getvalue()], lambda _: None)


def test_too_much_and_too_deep_is_refused() -> None:
    with pytest.raises(WireError, match="more than 64 MB"):
        to_bytes({}, [bytes(MOST_BYTES + 1)])
    deep: list[Any] = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(WireError, match="too deep"):
        pack(deep, [], lambda _: {})
