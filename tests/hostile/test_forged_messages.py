"""Whatever the student's process sends, the judge ends with a result: no message stops it or is its own error."""

import contextlib
import io
import time
from collections.abc import Iterator, Mapping
from typing import Any

import nbformat
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from autograder.judging.channel import CellTimeout, Channel, ClosedError
from autograder.judging.judge import Judge, KernelDied, run_test
from autograder.judging.outputs import clean_outputs
from autograder.judging.wire import MOST_TEXT, WireError, from_pipe, pack, to_bytes, unpack, write_back
from autograder.sandbox.limits import Limits
from autograder.units import Unit, grade_id, is_test
from course import expect, expect_value, hidden_data
from tests.hostile.attack import grade_attack, honest_score
from tests.tiny import tiny_notebook

MOST_OUTPUT = Limits.output_characters
TESTS = [cell for cell in tiny_notebook().cells if is_test(cell)]
TRUSTED = {"expect": expect, "expect_value": expect_value, "hidden_data": hidden_data, "np": np}
ANSWERS = {"double", "slope"}

WORDS = """reply values value double slope error type bases message steps changed warnings printed iterator callback
arguments keywords reference student judge function parameters list tuple dict array scalar objects shape generator
table column layer dots dtype outputs end status ok output_type stream display_data data 0 -1 text/html image/png text
traceback float ValueError StopIteration CellTimeout KernelDied"""
words = st.sampled_from(WORDS.split())
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
function = st.just({"reference": {"student": 0, "type": "function", "function": "double", "parameters": ["x"]}})
messages = st.dictionaries(words, anything, max_size=4) | st.fixed_dictionaries(
    {
        "reply": st.dictionaries(words, anything, max_size=5)
        | st.fixed_dictionaries({"values": st.fixed_dictionaries({"double": function | anything, "slope": anything})})
        | st.fixed_dictionaries({"value": anything, "changed": anything, "warnings": anything, "printed": anything})
        | st.fixed_dictionaries({"error": st.dictionaries(words, anything) | anything}),
    }
)
arrays = st.lists(st.binary(max_size=150), max_size=2)


class Forged(Channel):
    """Bring these messages, one by one, and then nothing more."""

    def __init__(self, coming: list[tuple[dict[str, Any], list[bytes]]]) -> None:
        self.coming, self.deadline = coming, None

    def send(self, message: Mapping[str, object], arrays: list[bytes]) -> None:
        to_bytes(message, arrays)

    def receive(self) -> tuple[dict[str, Any], list[bytes]]:
        if not self.coming:
            raise ClosedError("the other end is gone")
        return from_pipe(io.BytesIO(to_bytes(*self.coming.pop(0))).read)


def judge_with(coming: list[tuple[dict[str, Any], list[bytes]]]) -> Judge:
    return Judge(Forged(list(coming)), 10, TRUSTED)


generously = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@generously
@given(st.lists(st.tuples(messages, arrays), max_size=6), st.sampled_from(TESTS))
def test_forged_messages_end_a_test_cell_without_a_pass(coming: list[Any], cell: Any) -> None:
    end = run_test(cell, judge_with(coming), ANSWERS)
    assert not end.ok
    (end.error + end.message).encode("utf-8")
    nbformat.validate(new_notebook(cells=[cell]))


@generously
@given(messages, arrays)
def test_forged_messages_end_a_students_cell_with_valid_outputs(message: dict[str, Any], blobs: list[bytes]) -> None:
    try:
        told, end = judge_with([(message, blobs)]).run("1")
    except KernelDied:
        return
    assert type(end.ok) is bool
    (end.error + end.message).encode("utf-8")
    outputs = clean_outputs(told, MOST_OUTPUT)
    nbformat.validate(new_notebook(cells=[new_code_cell("", outputs=outputs)]))
    nbformat.writes(new_notebook(cells=[new_code_cell("", outputs=outputs)])).encode("utf-8")


@generously
@given(st.binary(max_size=200))
def test_bytes_are_a_message_or_refused(data: bytes) -> None:
    stream = io.BytesIO(data)

    def read(count: int) -> bytes:
        got = stream.read(count)
        if len(got) < count:
            raise ClosedError
        return got

    try:
        message, _ = from_pipe(read)
    except (WireError, ClosedError):
        return
    assert isinstance(message, dict)


@generously
@given(anything, arrays)
def test_values_are_read_or_refused(value: Any, blobs: list[bytes]) -> None:
    with contextlib.suppress(WireError):
        unpack(value, blobs, lambda _: None)


def npy(descr: str, shape: str, data: bytes = b"", order: bool = False) -> bytes:
    header = f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + data


@pytest.mark.parametrize(
    "data",
    [
        npy("'<f8'", "(1000000000000,)"),
        npy("'<f8'", "(0, 1000000000000000000)"),
        npy("'<U0'", "(1000000000000,)"),
        npy("'|O'", "(1,)", b"\x80\x04N."),
        npy("[('a', '<f8')]", "(1,)", bytes(8)),
        npy("'<M8[s]'", "(1,)", bytes(8)),
        npy("'<f8'", "(2,)", bytes(8)),
        npy("'<f7'", "(1,)", bytes(7)),
        b"PK\x03\x04",
        b"",
    ],
    ids=["giant", "giant-empty", "no-width", "pickle", "record", "dates", "short", "odd", "zip", "empty"],
)
def test_array_that_numpy_would_not_write_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        unpack({"array": 0, "scalar": False}, [data], lambda _: None)


def test_arrays_in_either_order_and_of_any_byte_order_are_read() -> None:
    for array in (
        np.arange(6).reshape(2, 3).T,
        np.arange(3, dtype=">i4"),
        np.zeros((0, 3)),
        np.zeros(1, dtype=np.float32),
    ):
        out: list[bytes] = []
        np.testing.assert_array_equal(unpack(pack(array, out, lambda _: {}), out, lambda _: None), array)


def generator_of(entropy: Any = {"list": [1]}, key: Any = {"list": []}, state: Any = 1, children: int = 0) -> Any:  # noqa: B006
    numbers = {"dict": [["state", state], ["inc", 1]]}
    return {"list": [{"dict": [["state", numbers], ["has_uint32", 0], ["uinteger", 0]]}, entropy, key, children]}


@pytest.mark.parametrize(
    "generator",
    [
        generator_of(),  # not refused
        generator_of(children=2**31),
        generator_of(entropy={"list": [1] * 1000}),
        generator_of(entropy={"list": [1 << 12_000]}),
        generator_of(entropy={"list": ["0x" + "f" * 800_000]}),
        generator_of(entropy="0x" + "f" * 800_000),
        generator_of(entropy={"list": [{"float": "1.5"}]}),
        generator_of(key={"list": ["0x" + "f" * 800_000]}),
        generator_of(key={"list": [-1]}),
        generator_of(state="0x" + "f" * 800_000),
        generator_of(state=1 << 128),
        {"list": [{"dict": [["state", 5]]}, {"list": [1]}, {"list": []}, 0]},
    ],
    ids=[
        "right",
        "children",
        "entropy",
        "long",
        "text",
        "only-text",
        "float",
        "key",
        "sign",
        "state",
        "large",
        "no-state",
    ],
)
def test_generator_that_makes_work_is_refused(generator: Any) -> None:
    right = generator == generator_of()
    with contextlib.nullcontext() if right else pytest.raises(WireError):
        unpack({"generator": generator}, [], lambda _: None)


def test_too_much_text_and_too_many_arrays_are_refused() -> None:
    with pytest.raises(WireError, match="too many values"):
        to_bytes({"a": "x" * MOST_TEXT}, [])
    with pytest.raises(WireError, match="too many values"):
        to_bytes({}, [b""] * 20_000)
    with pytest.raises(WireError, match="cannot be handed over"):
        to_bytes({"a": object()}, [])
    with pytest.raises(WireError, match="digits"):
        pack(10**5000, [], lambda _: {})


def test_object_that_calls_itself_a_table_does_not_change_one() -> None:
    import pandas

    table = pandas.DataFrame({"a": [1, 2]})
    write_back(table, type("DataFrame", (), {"columns": []})())
    assert list(table["a"]) == [1, 2]


def endless(message: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    while True:
        yield message, []


def test_calls_back_and_forth_end() -> None:
    """A function of the judge's that asks the student's function, which calls back, and so on."""
    judge = judge_with([])
    proxy = judge.resolve({"student": 0, "type": "function", "function": "f"})
    judge.callbacks[0] = lambda: proxy()
    coming = endless({"callback": 0, "arguments": [], "keywords": {}})
    judge.channel.send = lambda *_: None  # type: ignore[method-assign]
    judge.ends_at = time.monotonic() + 1

    def late() -> tuple[dict[str, Any], list[bytes]]:
        if time.monotonic() > judge.ends_at:
            raise ClosedError
        return next(coming)

    judge.channel.receive = late  # type: ignore[method-assign]
    with pytest.raises((KernelDied, CellTimeout)):
        proxy()


def test_function_of_a_test_cell_is_refused_in_a_later_cell() -> None:
    judge = judge_with([({"callback": 1, "arguments": [], "keywords": {}}, []), ({"reply": {"end": {}}}, [])])
    called: list[int] = []
    sent: list[Any] = []
    assert judge.refer(lambda: called.append(1))["judge"] == 1
    judge.channel.send = lambda message, arrays: sent.append(message)  # type: ignore[method-assign]
    judge.run("kept()")
    assert called == []
    assert "only while that check runs" in sent[1]["answer"]["error"]["message"]


def test_time_of_a_cell_is_shared_by_all_its_calls() -> None:
    judge = judge_with([({"reply": {"value": 1}}, [])] * 2)
    seconds: list[Any] = []
    judge.channel.send = lambda message, arrays: seconds.append(message["seconds"])  # type: ignore[method-assign]
    proxy = judge.resolve({"student": 0, "type": "function", "function": "f"})
    proxy()
    judge.ends_at -= 6
    proxy()
    assert seconds[0] > 6 > 4 > seconds[1]


# In the student's own process: everything that it answers to a call is forged, by its own means.
TAKE_OVER = """import gc
student = next(one for one in gc.get_objects() if type(one).__name__ == "Student")
def forge(reply):
    type(student)._call = lambda self, message, arrays, out: reply(message, out) if callable(reply) else reply
def double(x):
    return 0 * x
"""
FORGED = {
    "nothing": "forge({})",
    "the right value for the visible check": "forge({'value': {'float': '4.0'}})",
    "a function of the judge's": "forge({'value': {'reference': {'judge': 0}}})",
    "an object that was never made": "forge({'value': {'reference': {'student': 10**9, 'type': 'float'}}})",
    "the judge's own failure": (
        "forge({'error': {'type': 'KernelDied', 'bases': ['BaseException'], 'message': '', 'steps': []}})"
    ),
    "the arguments, changed": "forge({'value': {'float': '0.0'}, 'changed': {'0': {'float': '0.0'}, '7': 1}})",
    "depth": "forge(lambda m, out: {'value': eval('[' * 80 + ']' * 80)})",
    "a flood of warnings": "forge({'value': 1, 'warnings': [['UserWarning', 'x']] * 100000, 'printed': 'x' * 10**7})",
    "texts that would fill the memory": "forge({'value': {'list': ['x' * 1000000] + ['x'] * 100000}})",
    "garbage": "import os\nforge(lambda m, out: os.write(self_fd, bytes(64)))",
}


@pytest.mark.slow
@pytest.mark.parametrize("forged", FORGED)
def test_forged_answer_earns_nothing(tiny: Unit, forged: str, sandbox: str) -> None:
    code = TAKE_OVER + "self_fd = student.channel.write_fd\n" + FORGED[forged]
    result, _ = grade_attack(tiny, code, sandbox)
    assert result.exercises[0].points == 0
    assert result.exercises[1].points in (0, 6)
    assert result.status in ("graded", "crashed", "timeout")
    assert honest_score(tiny, sandbox) == 16


@pytest.mark.slow
def test_forging_has_teeth(tiny: Unit, sandbox: str) -> None:
    """A forged answer is taken for the student's: what it says is what counts, whoever says it."""
    right = (
        "def answer(message, out):\n"
        "    from autograder.judging.wire import pack, unpack\n"
        "    x = unpack(message['arguments'][0], [], None) if 'float' in message['arguments'][0] else None\n"
        "    return {'value': pack(2 * x, out, None)} if x is not None else type(student).kept(student, message, out)\n"
    )
    keep = "type(student).kept = lambda self, m, out: {'value': {'list': []}}\n"
    code = TAKE_OVER + keep + right + "forge(answer)"
    result, ran = grade_attack(tiny, code, sandbox)
    assert ran is not None
    assert "✓ double(2.0) gives 4.0" in ran.cells[3].outputs[0].text
    assert grade_id(ran.cells[3]) == "test_double"
    assert result.exercises[0].points == 0
