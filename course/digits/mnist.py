"""Larger digits, 28 x 28 pixels, for those who have a file of MNIST on their disk. Nothing is downloaded.

Three common forms are read: the four IDX files of the original (also gzipped) in one folder; a NumPy archive
`mnist.npz` with `x_train`, `y_train` and perhaps `x_test`, `y_test`; and a CSV file with the label first and then the
784 pixels in each line, with or without a line of headings.
"""

import gzip
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course.digits.images import Labels
from course.layer import Array
from course.texts import _

PARTS = (
    ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
)


class BadFile(ValueError):
    """Say in a sentence what is wrong with a file; notebooks show the sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def load_mnist(path: str | Path) -> tuple[Array, Labels]:
    """Load MNIST images from a folder of IDX files, an .npz archive or a .csv file.

    Args:
        path: the folder or file.

    Returns:
        The images, shape (n, 784), values 0 to 255, the training images first; and their labels 0 to 9, shape (n,).

    Raises:
        BadFile: there is no such file, or it holds something else.

    Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", 1998.
    """
    path = Path(path).expanduser()
    if not path.exists():
        raise BadFile(
            _("There is no {path}: give the path of a folder of IDX files, an .npz or a .csv file.").format(path=path)
        )
    try:
        if path.is_dir():
            pairs = _read_folder(path)
        elif path.suffix == ".npz":
            pairs = _read_archive(path)
        elif path.suffix == ".csv":
            pairs = _read_table(path)
        else:
            raise BadFile(_("{file} is neither a folder of IDX files nor an .npz or .csv file.").format(file=path.name))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise BadFile(
            _("{file} cannot be read: {error}. It may be cut short; copy it anew.").format(file=path.name, error=error)
        ) from error
    for images, labels in pairs:
        _check(images, labels, path.name)
    images = np.concatenate([images.reshape(len(images), -1) for images, _labels in pairs])
    return images.astype(np.float64), np.concatenate([labels for _images, labels in pairs]).astype(np.intp)


Pair = tuple[NDArray[np.generic], NDArray[np.generic]]


def _read_folder(folder: Path) -> list[Pair]:
    found = [[_find(folder, name) for name in names] for names in PARTS]
    if not all(found[0]):
        raise BadFile(
            _("{folder} lacks {images} or {labels} (.gz is fine, too): both are needed.").format(
                folder=folder, images=PARTS[0][0], labels=PARTS[0][1]
            )
        )
    return [(_read_idx(images), _read_idx(labels)) for images, labels in found if images and labels]


def _find(folder: Path, name: str) -> Path | None:
    # The files are also handed around as train-images.idx3-ubyte.
    names = [name, name.replace("-idx", ".idx")]
    candidates = [folder / (one + ending) for one in names for ending in ("", ".gz")]
    return next((one for one in candidates if one.is_file()), None)


def _read_idx(path: Path) -> NDArray[np.uint8]:
    """Read an IDX file: two zeros, the type (8: bytes), the number of axes, their lengths, the values."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        content = file.read()
    if len(content) < 4 or content[:3] != b"\x00\x00\x08":
        raise BadFile(_("{file} is not an IDX file of bytes: its first bytes are not 0, 0, 8.").format(file=path.name))
    start = 4 + 4 * content[3]
    shape = np.frombuffer(content[4:start], dtype=">u4").astype(int) if len(content) >= start else None
    if shape is None or len(content) - start != np.prod(shape):
        raise BadFile(
            _("{file} is cut short or too long: its head and its length do not agree.").format(file=path.name)
        )
    return np.frombuffer(content[start:], dtype=np.uint8).reshape(shape)


def _read_archive(path: Path) -> list[Pair]:
    if not zipfile.is_zipfile(path):
        raise BadFile(
            _("{file} is not a whole NumPy archive; it may be cut short: copy it anew.").format(file=path.name)
        )
    with np.load(path, allow_pickle=False) as archive:
        if not {"x_train", "y_train"} <= set(archive.files):
            if not archive.files:
                raise BadFile(_("{file} lacks x_train or y_train: it holds nothing.").format(file=path.name))
            raise BadFile(
                _("{file} lacks x_train or y_train: it holds {names}.").format(
                    file=path.name, names=", ".join(archive.files)
                )
            )
        try:
            return [
                (archive[f"x_{part}"], archive[f"y_{part}"])
                for part in ("train", "test")
                if f"x_{part}" in archive and f"y_{part}" in archive
            ]
        except ValueError as error:
            raise BadFile(_("{file} holds something other than plain arrays.").format(file=path.name)) from error


def _read_table(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", errors="replace") as file:
        headings = not file.readline().split(",")[0].strip().isdigit()
    try:
        table = np.loadtxt(path, delimiter=",", skiprows=int(headings), ndmin=2)
    except ValueError as error:
        raise BadFile(
            _("{file} is not a table of numbers separated by commas: {error}.").format(file=path.name, error=error)
        ) from error
    return [(table[:, 1:], table[:, 0])]


def _check(images: NDArray[np.generic], labels: NDArray[np.generic], name: str) -> None:
    """See that these are images of 28 x 28 pixels from 0 to 255, with a label from 0 to 9 for each."""
    if images.dtype.kind not in "uif" or labels.dtype.kind not in "uif":
        raise BadFile(_("{file} holds something other than numbers.").format(file=name))
    if images.ndim < 2 or not len(images) or np.prod(images.shape[1:]) != 784:
        raise BadFile(
            _("{file} holds images of shape {shape}; 28 x 28 (784 pixels) is needed.").format(
                file=name, shape=images.shape[1:]
            )
        )
    if labels.shape != (len(images),):
        raise BadFile(
            _("{file} has {count} images, but labels of shape {shape}.").format(
                file=name, count=len(images), shape=labels.shape
            )
        )
    if not np.isin(labels, np.arange(10)).all():
        raise BadFile(_("{file} has labels other than the whole numbers 0 to 9.").format(file=name))
    if not (images.min() >= 0 and images.max() <= 255):
        raise BadFile(_("{file} has pixels outside 0 to 255.").format(file=name))
