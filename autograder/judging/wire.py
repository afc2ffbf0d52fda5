"""What passes between the judge and a student's process: messages of JSON and npy bytes, capped in size, never pickle.

A message is a dictionary. On the pipe it is a header (the length of the JSON text and of each array) and then those
bytes. Values of plain kinds are written as they are; anything else, a function or an object, stays where it is and
is replaced by a reference, which the two sides make and resolve in ways of their own.
"""

import io
import json
import math
import re
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from course.layer import Layer

MOST_BYTES = 64_000_000
MOST_TEXT = 16_000_000  # bytes of JSON, which takes up to twenty times as much when it is read
MOST_ARRAYS = 10_000
MOST_BITS = 10_000  # of a whole number, which Python reads from at most 4,300 digits
MOST_SPAWNED = 10_000
DEEPEST = 60
PLAIN = (type(None), bool, int, str)
AS_THEY_ARE = frozenset({type(None), bool, str})  # of which a table's column can hold thousands
COUNT = struct.Struct(">I")
# The header that numpy.save writes for an array of numbers or texts, and nothing else that numpy.load would take.
NPY = re.compile(
    rb"\x93NUMPY\x01\x00(?s:..)\{'descr': '([<>|][biufcSU][1-9]\d{0,8})', "
    rb"'fortran_order': (True|False), 'shape': \(([\d, ]{0,400})\), \} *\n"
)
COLUMNS = re.compile(r"bool|u?int(8|16|32|64)|float(16|32|64)|object|str|string|category")
OWN_ARRAYS = {"str", "string", "category"}  # columns that pandas keeps in arrays of its own

Refer = Callable[[Any], dict[str, Any]]
Resolve = Callable[[dict[str, Any]], Any]


class WireError(Exception):
    """Say why a value or a message cannot cross."""


def to_bytes(message: Mapping[str, object], arrays: list[bytes]) -> bytes:
    """Write a message with its arrays as the bytes that go over the pipe."""
    try:
        text = json.dumps(message).encode()
    except (TypeError, ValueError, RecursionError) as error:  # a student's output may hold anything
        raise WireError(f"this cannot be handed over: {error}") from error
    lengths = [len(text), *map(len, arrays)]
    _check_size(lengths)
    header = COUNT.pack(len(lengths)) + b"".join(COUNT.pack(length) for length in lengths)
    return b"".join([header, text, *arrays])


def _check_size(lengths: Sequence[int]) -> None:
    if sum(lengths) > MOST_BYTES:
        raise WireError(f"more than {MOST_BYTES // 1_000_000} MB were handed over at once")
    if lengths[0] > MOST_TEXT or len(lengths) > MOST_ARRAYS:
        raise WireError("too many values were handed over at once: use arrays")


def from_pipe(read: Callable[[int], bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Read one message; `read` returns exactly so many bytes.

    Raises:
        WireError: these bytes are no message.
    """
    parts = COUNT.unpack(read(COUNT.size))[0]
    if not 1 <= parts <= MOST_ARRAYS:
        raise WireError("a message was malformed")
    lengths = struct.unpack(f">{parts}I", read(COUNT.size * parts))
    _check_size(lengths)
    try:
        message = json.loads(read(lengths[0]))
    except (ValueError, RecursionError) as error:
        raise WireError("a message was malformed") from error
    if not isinstance(message, dict):
        raise WireError("a message was malformed")
    return message, [read(length) for length in lengths[1:]]


def pack(value: Any, arrays: list[bytes], refer: Refer, depth: int = 0) -> Any:
    """Write a value as JSON, with numeric arrays set aside.

    Args:
        value: anything.
        arrays: where the bytes of arrays are appended.
        refer: writes a reference to what cannot cross.
        depth: how deep the value lies within others.

    Raises:
        WireError: it is nested too deeply.
    """
    if depth > DEEPEST:
        raise WireError("a value holds lists within lists too deep")
    kind = type(value)

    def inner(item: Any) -> Any:
        return pack(item, arrays, refer, depth + 1)

    if kind is int and value.bit_length() > MOST_BITS:
        raise WireError("a whole number has more than 3,000 digits")
    if kind in PLAIN:
        return value
    if kind is float:
        return {"float": repr(value)}
    if value is ...:
        return {"dots": 1}
    if isinstance(value, Layer):
        return {"layer": [inner(part) for part in value]}
    if kind in (list, tuple):
        return {kind.__name__: [item if type(item) in AS_THEY_ARE else inner(item) for item in value]}
    if kind is dict:
        return {"dict": [[inner(key), inner(item)] for key, item in value.items()]}
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufcSU":
        arrays.append(_npy(np.asarray(value)))
        return {"array": len(arrays) - 1, "scalar": isinstance(value, np.generic)}
    if isinstance(value, np.ndarray):
        return {"objects": [inner(item) for item in value.ravel().tolist()], "shape": list(value.shape)}
    if kind is np.random.Generator:
        return {"generator": inner([value.bit_generator.state, *_seed_of(value)])}
    pandas = sys.modules.get("pandas")
    if pandas is not None and kind is pandas.DataFrame:
        columns = [[inner(name), _pack_column(value[name], inner)] for name in value.columns]
        return {"table": columns, "index": _pack_index(value.index, inner)}
    if pandas is not None and kind is pandas.Series:
        return {"column": _pack_column(value, inner)}
    return {"reference": refer(value)}


def _npy(array: np.ndarray[Any, Any]) -> bytes:
    """Write an array as numpy.save does, but with a header that is made once for all arrays alike."""
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    return _header(array.dtype.str, fortran, array.shape) + array.tobytes("F" if fortran else "C")


@lru_cache(maxsize=1000)
def _header(descr: str, fortran: bool, shape: tuple[int, ...]) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array_header_1_0(buffer, {"descr": descr, "fortran_order": fortran, "shape": shape})
    return buffer.getvalue()


def unpack(data: Any, arrays: list[bytes], resolve: Resolve) -> Any:
    """Read a value that `pack` wrote.

    Args:
        data: the JSON form.
        arrays: the arrays that came with it.
        resolve: finds what a reference stands for.

    Raises:
        WireError: this is nothing that `pack` writes.
    """
    try:
        return _unpack(data, arrays, resolve, 0)
    except (WireError, MemoryError):
        raise
    except Exception as error:  # numpy, pandas and Python complain about malformed data in many ways
        raise WireError("a value was malformed") from error


def _unpack(data: Any, arrays: list[bytes], resolve: Resolve, depth: int) -> Any:
    content: Any
    if type(data) in PLAIN:
        return data
    if depth > DEEPEST + 1:
        raise WireError("a value was malformed")
    kind, content = next(iter(data.items())) if data else ("", 0)

    def inner(item: Any) -> Any:
        return _unpack(item, arrays, resolve, depth + 1)

    match kind:
        case "float":
            return float(content)
        case "dots":
            return ...
        case "layer":
            return Layer(*map(inner, content))
        case "list":
            return [item if type(item) in AS_THEY_ARE else inner(item) for item in content]
        case "tuple":
            return tuple(inner(item) for item in content)
        case "dict":
            return {inner(key): inner(item) for key, item in content}
        case "array":
            array = _array(arrays[content])
            return array[()] if data["scalar"] else array
        case "objects":
            objects: Any = np.empty(len(content), dtype="O")
            for i, item in enumerate(content):  # one by one: numpy would take lists apart
                objects[i] = inner(item)
            return objects.reshape(data["shape"])
        case "generator":
            return _generator(*inner(content))
        case "table":
            import pandas

            table = pandas.DataFrame({inner(name): _unpack_column(column, inner) for name, column in content})
            return table if data["index"] is None else table.set_axis(_unpack_column(data["index"], inner), axis=0)
        case "column":
            import pandas

            return pandas.Series(_unpack_column(content, inner))
        case "reference":
            return resolve(content)
    raise WireError("a value was malformed")


def _array(data: bytes) -> np.ndarray[Any, Any]:
    """Read an array from npy bytes, of which the header must be just what numpy.save writes and fit what follows."""
    header = NPY.match(data)
    if header is None:
        raise WireError("an array was malformed")
    dtype = np.dtype(header[1].decode())
    shape = tuple(int(length) for length in header[3].decode().split(",") if length.strip())
    if math.prod(shape) * dtype.itemsize != len(data) - header.end() or max(shape, default=0) > MOST_BYTES:
        raise WireError("an array was malformed")
    flat = np.frombuffer(data, dtype, offset=header.end())
    return flat.reshape(shape, order="F" if header[2] == b"True" else "C").copy()


def write_back(before: Any, after: Any) -> None:
    """Change an argument on this side in the way in which its copy was changed on the other."""
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        if before.shape == after.shape:
            before[...] = after
    elif isinstance(before, np.random.Generator) and isinstance(after, np.random.Generator):
        before.bit_generator.state = after.bit_generator.state
        spawned = _seed_of(after)[-1] - _seed_of(before)[-1]
        if 0 < spawned <= MOST_SPAWNED:
            before.spawn(spawned)
    elif isinstance(before, Layer) and isinstance(after, Layer):
        write_back(before.W, after.W)
        write_back(before.b, after.b)
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) == len(after):
            for old, new in zip(before, after, strict=True):
                write_back(old, new)
        if not all(map(_same_plain, before, after)) or len(before) != len(after):
            before[:] = after
    elif isinstance(before, tuple) and isinstance(after, tuple):
        for old, new in zip(before, after, strict=False):
            write_back(old, new)
    elif isinstance(before, dict) and isinstance(after, dict):
        before.clear()
        before.update(after)
    elif type(before).__name__ == "DataFrame" and type(before) is type(after):
        before.drop(columns=list(before.columns), inplace=True)
        before.drop(index=list(before.index), inplace=True)
        for name in after.columns:
            before[name] = after[name]


def _same_plain(old: Any, new: Any) -> bool:
    return isinstance(old, np.ndarray | list | tuple | dict) or old is new or old == new


def _seed_of(generator: np.random.Generator) -> list[Any]:
    """Return what a generator's own generators, those that it spawns, are made from."""
    seed: Any = generator.bit_generator.seed_seq
    entropy = [int(number) for number in np.ravel(np.array(seed.entropy, dtype="O"))]
    return [entropy, list(map(int, seed.spawn_key)), seed.n_children_spawned]


def _generator(state: dict[str, Any], entropy: list[int], spawn_key: list[int], children: int) -> np.random.Generator:
    """Make a generator of whole numbers alone, none so large or so many that numpy would make work of them."""
    if not len(entropy) <= DEEPEST or not len(spawn_key) <= DEEPEST:
        raise WireError("a generator was malformed")
    seed = np.random.SeedSequence(
        [_whole(one, MOST_BITS) for one in entropy],
        spawn_key=[_whole(one, 32) for one in spawn_key],
        n_children_spawned=_whole(children, MOST_SPAWNED.bit_length()),
    )
    generator = np.random.Generator(np.random.PCG64(seed))
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {name: _whole(state["state"][name], 128) for name in ("state", "inc")},
        "has_uint32": _whole(state["has_uint32"], 1),
        "uinteger": _whole(state["uinteger"], 32),
    }
    return generator


def _whole(number: Any, bits: int) -> int:
    if type(number) is not int or number < 0 or number.bit_length() > bits:
        raise WireError("a generator was malformed")
    return number


def _pack_index(index: Any, inner: Callable[[Any], Any]) -> dict[str, Any] | None:
    """Write the index of a table, where it is not just the numbers of the rows and can be handed over."""
    counts = type(index).__name__ == "RangeIndex" and index.equals(type(index)(len(index)))
    plain = index.nlevels == 1 and COLUMNS.fullmatch(str(index.dtype))
    return _pack_column(index, inner) if plain and not counts else None


def _pack_column(column: Any, inner: Callable[[Any], Any]) -> dict[str, Any]:
    numeric = isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf"
    values = inner(column.to_numpy()) if numeric else inner(column.tolist())
    return {"dtype": str(column.dtype), "values": values}


def _unpack_column(data: Any, inner: Callable[[Any], Any]) -> Any:
    """Read a column as an array: a table is made from those in a fifth of the time that series would take."""
    import pandas

    dtype, values = data["dtype"], inner(data["values"])
    if not COLUMNS.fullmatch(dtype):
        raise WireError("a table has a column of a kind that cannot be handed over")
    if dtype == "object":  # an array of objects that are all texts would become one of texts
        return pandas.Series(values, dtype=dtype)
    column = pandas.array(values, dtype) if dtype in OWN_ARRAYS else np.asarray(values, dtype)
    if column.ndim != 1:
        raise WireError("a value was malformed")
    return column
