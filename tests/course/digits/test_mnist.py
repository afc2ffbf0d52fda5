"""Files of MNIST in the common forms are read; anything else gets a sentence that names the file."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from course.digits.images import Labels
from course.digits.mnist import BadFile, load_mnist
from course.layer import Array

RNG = np.random.default_rng(3)
TRAIN, TRAIN_LABELS = RNG.integers(0, 256, (5, 28, 28)).astype(np.uint8), np.array([3, 1, 4, 1, 5], dtype=np.uint8)
TEST, TEST_LABELS = RNG.integers(0, 256, (2, 28, 28)).astype(np.uint8), np.array([9, 2], dtype=np.uint8)
ALL = np.concatenate([TRAIN, TEST]).reshape(7, 784)


def idx(array: NDArray[np.uint8]) -> bytes:
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


def write_folder(folder: Path, *, separator: str = "-", packed: bool = False) -> None:
    for part, images, labels in (("train", TRAIN, TRAIN_LABELS), ("t10k", TEST, TEST_LABELS)):
        for kind, array in (("images", images), ("labels", labels)):
            name, content = f"{part}-{kind}{separator}idx{array.ndim}-ubyte", idx(array)
            (folder / (name + ".gz" * packed)).write_bytes(gzip.compress(content) if packed else content)


def assert_all(found: tuple[Array, Labels]) -> None:
    images, labels = found
    assert images.dtype == np.float64
    assert labels.dtype == np.intp
    assert np.array_equal(images, ALL)
    assert labels.tolist() == [3, 1, 4, 1, 5, 9, 2]


@pytest.mark.parametrize("separator", ["-", "."])
@pytest.mark.parametrize("packed", [False, True])
def test_folder_of_idx_files(tmp_path: Path, separator: str, packed: bool) -> None:
    write_folder(tmp_path, separator=separator, packed=packed)
    assert_all(load_mnist(tmp_path))


def test_folder_with_training_files_alone(tmp_path: Path) -> None:
    write_folder(tmp_path)
    (tmp_path / "t10k-images-idx3-ubyte").unlink()
    images, labels = load_mnist(str(tmp_path))
    assert np.array_equal(images, ALL[:5])
    assert labels.tolist() == [3, 1, 4, 1, 5]


def test_archive(tmp_path: Path) -> None:
    np.savez(tmp_path / "mnist.npz", x_train=TRAIN, y_train=TRAIN_LABELS, x_test=TEST, y_test=TEST_LABELS)
    assert_all(load_mnist(tmp_path / "mnist.npz"))


@pytest.mark.parametrize("headings", [False, True])
def test_table(tmp_path: Path, headings: bool) -> None:
    rows = np.column_stack([np.concatenate([TRAIN_LABELS, TEST_LABELS]), ALL]).astype(int)
    names = ["label,", ",".join(f"pixel{number}" for number in range(784)), "\n"] if headings else []
    (tmp_path / "mnist.csv").write_text("".join(names) + "\n".join(",".join(map(str, row)) for row in rows))
    assert_all(load_mnist(tmp_path / "mnist.csv"))


def spoil(path: Path, kind: str) -> Path:
    """Write a bad file or folder of a kind; return its path."""
    if kind in ("cut", "long", "empty", "no idx", "head cut", "bad gzip", "other size", "bad label", "lengths"):
        write_folder(path)
        images, labels = path / "train-images-idx3-ubyte", path / "train-labels-idx1-ubyte"
        whole = images.read_bytes()
        contents = {"cut": whole[:-3], "long": whole + b"x", "empty": b"", "no idx": b"\x89PNG" + whole}
        contents |= {"head cut": whole[:10], "other size": idx(TRAIN[:, :14])}
        if kind in contents:
            images.write_bytes(contents[kind])
        elif kind == "bad gzip":
            images.unlink()
            (path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(whole)[:200])
        else:
            labels.write_bytes(idx(TRAIN_LABELS + 200 if kind == "bad label" else TRAIN_LABELS[:4]))
        return path
    file = path / ("mnist.csv" if "csv" in kind else "mnist.npz" if "npz" in kind else "mnist.png")
    if kind == "npz of other names":
        np.savez(file, pictures=TRAIN)
    elif kind == "npz of objects":
        np.savez(file, x_train=np.array([{}, None], dtype=object), y_train=TRAIN_LABELS)
    elif kind == "npz of words":
        np.savez(file, x_train=np.full((5, 784), "a"), y_train=TRAIN_LABELS)
    elif kind == "csv of words":
        file.write_text("label,pixel0\na,b\n")
    elif kind == "csv of few columns":
        file.write_text("3,0,0,17\n")
    elif kind == "csv outside the range":
        file.write_text(",".join(["3", *["999"] * 784]) + "\n")
    elif kind == "csv of nan":
        file.write_text(",".join(["3", *["nan"] * 784]) + "\n")
    elif kind != "missing":
        file.write_bytes(b"no such thing")
    return file


@pytest.mark.filterwarnings("ignore:.*input contained no data")
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("cut", "cut short"),
        ("long", "too long"),
        ("empty", "not an IDX file"),
        ("no idx", "not an IDX file"),
        ("head cut", "cut short"),
        ("bad gzip", "cannot be read"),
        ("other size", "28 x 28"),
        ("bad label", "labels other than"),
        ("lengths", "5 images, but labels of shape"),
        ("npz of other names", "lacks x_train or y_train: it holds pictures"),
        ("npz of objects", "other than plain arrays"),
        ("npz of words", "other than numbers"),
        ("npz, no archive", "not a whole NumPy archive"),
        ("csv of words", "not a table of numbers"),
        ("csv of few columns", "28 x 28"),
        ("csv outside the range", "outside 0 to 255"),
        ("csv of nan", "outside 0 to 255"),
        ("csv, no table", "not a table of numbers|28 x 28"),
        ("picture", "neither a folder"),
        ("missing", "There is no"),
    ],
)
def test_bad_file_gets_a_sentence(tmp_path: Path, kind: str, says: str) -> None:
    with pytest.raises(BadFile, match=says) as caught:
        load_mnist(spoil(tmp_path, kind))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_empty_folder_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="lacks train-images-idx3-ubyte or train-labels-idx1-ubyte"):
        load_mnist(tmp_path)
