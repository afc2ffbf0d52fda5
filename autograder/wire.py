"""What passes between the judge and a student's process: messages of JSON and npy bytes, capped in size, never pickle.

A message is a dictionary. On the pipe it is a header (the length of the JSON text and of each array) and then those
bytes. Values of plain kinds are written as they are; anything else, a function or an object, stays where it is and
is replaced by a reference, which the two sides make and resolve in ways of their own.
"""

import io
import json
import struct
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from course.layer import Layer

MOST_BYTES = 64_000_000
DEEPEST = 60
PLAIN = (type(None), bool, int, str)
COUNT = struct.Struct(">I")

Refer = Callable[[Any], dict[str, Any]]
Resolve = Callable[[dict[str, Any]], Any]


class WireError(Exception):
    """Say why a value or a message cannot cross."""


def to_bytes(message: dict[str, Any], arrays: list[bytes]) -> bytes:
    """Write a message with its arrays as the bytes that go over the pipe."""
    text = json.dumps(message).encode()
    lengths = [len(text), *map(len, arrays)]
    if sum(lengths) > MOST_BYTES:
        raise WireError(f"more than {MOST_BYTES // 1_000_000} MB were to be handed over at once")
    header = COUNT.pack(len(lengths)) + b"".join(COUNT.pack(length) for length in lengths)
    return b"".join([header, text, *arrays])


def from_pipe(read: Callable[[int], bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Read one message; `read` returns exactly so many bytes.

    Raises:
        WireError: these bytes are no message.
    """
    parts = COUNT.unpack(read(COUNT.size))[0]
    if not 1 <= parts <= MOST_BYTES // COUNT.size:
        raise WireError("a message was malformed")
    lengths = [COUNT.unpack(read(COUNT.size))[0] for _ in range(parts)]
    if sum(lengths) > MOST_BYTES:
        raise WireError(f"more than {MOST_BYTES // 1_000_000} MB were handed over at once")
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

    if kind in PLAIN:
        return value
    if kind is float:
        return {"float": repr(value)}
    if value is ...:
        return {"dots": 1}
    if isinstance(value, Layer):
        return {"layer": [inner(part) for part in value]}
    if kind in (list, tuple):
        return {kind.__name__: [inner(item) for item in value]}
    if kind is dict:
        return {"dict": [[inner(key), inner(item)] for key, item in value.items()]}
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufcSU":
        buffer = io.BytesIO()
        np.save(buffer, np.asarray(value), allow_pickle=False)
        arrays.append(buffer.getvalue())
        return {"array": len(arrays) - 1, "scalar": isinstance(value, np.generic)}
    if isinstance(value, np.ndarray):
        return {"objects": [inner(item) for item in value.ravel().tolist()], "shape": list(value.shape)}
    if kind is np.random.Generator:
        return {"generator": inner([value.bit_generator.state, *_seed_of(value)])}
    pandas = sys.modules.get("pandas")
    if pandas is not None and kind is pandas.DataFrame:
        return {"table": [[inner(name), _pack_column(value[name], inner)] for name in value.columns]}
    if pandas is not None and kind is pandas.Series:
        return {"column": _pack_column(value, inner)}
    return {"reference": refer(value)}


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
        return _unpack(data, arrays, resolve)
    except WireError:
        raise
    except (ValueError, TypeError, LookupError, RecursionError, EOFError, AttributeError) as error:
        raise WireError("a value was malformed") from error


def _unpack(data: Any, arrays: list[bytes], resolve: Resolve) -> Any:
    content: Any
    if type(data) in PLAIN:
        return data
    kind, content = next(iter(data.items())) if data else ("", 0)

    def inner(item: Any) -> Any:
        return _unpack(item, arrays, resolve)

    match kind:
        case "float":
            return float(content)
        case "dots":
            return ...
        case "layer":
            return Layer(*map(inner, content))
        case "list":
            return [inner(item) for item in content]
        case "tuple":
            return tuple(inner(item) for item in content)
        case "dict":
            return {inner(key): inner(item) for key, item in content}
        case "array":
            array = np.load(io.BytesIO(arrays[content]), allow_pickle=False)
            return array[()] if data["scalar"] else array
        case "objects":
            objects: Any = np.empty(len(content), dtype="O")
            objects[:] = [inner(item) for item in content]
            return objects.reshape(data["shape"])
        case "generator":
            return _generator(*inner(content))
        case "table":
            import pandas

            return pandas.DataFrame({inner(name): _unpack_column(column, inner) for name, column in content})
        case "column":
            return _unpack_column(content, inner)
        case "reference":
            return resolve(content)
    raise WireError("a value was malformed")


def write_back(before: Any, after: Any) -> None:
    """Change an argument on this side in the way in which its copy was changed on the other."""
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        if before.shape == after.shape:
            before[...] = after
    elif isinstance(before, np.random.Generator) and isinstance(after, np.random.Generator):
        before.bit_generator.state = after.bit_generator.state
        spawned = _seed_of(after)[-1] - _seed_of(before)[-1]
        if spawned > 0:
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
    elif type(before).__name__ == "DataFrame" and type(after).__name__ == "DataFrame":
        before.drop(columns=list(before.columns), inplace=True)
        before.drop(index=list(before.index), inplace=True)
        for name in after.columns:
            before[name] = after[name]


def _same_plain(old: Any, new: Any) -> bool:
    return isinstance(old, np.ndarray | list | tuple | dict) or old is new or old == new


def _seed_of(generator: np.random.Generator) -> list[Any]:
    """Return what a generator's own generators, those that it spawns, are made from."""
    seed: Any = generator.bit_generator.seed_seq
    return [seed.entropy, list(seed.spawn_key), seed.pool_size, seed.n_children_spawned]


def _generator(
    state: dict[str, Any], entropy: Any, spawn_key: list[int], pool_size: int, children: int
) -> np.random.Generator:
    seed = np.random.SeedSequence(entropy, spawn_key=spawn_key, pool_size=pool_size, n_children_spawned=children)
    generator = np.random.Generator(np.random.PCG64(seed))
    generator.bit_generator.state = state
    return generator


def _pack_column(column: Any, inner: Callable[[Any], Any]) -> dict[str, Any]:
    numeric = isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf"
    values = inner(column.to_numpy()) if numeric else inner(column.tolist())
    return {"dtype": str(column.dtype), "values": values}


def _unpack_column(data: Any, inner: Callable[[Any], Any]) -> Any:
    import pandas

    return pandas.Series(inner(data["values"]), dtype=data["dtype"])
