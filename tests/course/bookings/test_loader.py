"""The loader reads a file in the schema of the real one, and says which column of a bad file is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course.bookings import COLUMNS, load_bookings, make_bookings
from course.bookings.loader import read_bookings


@pytest.fixture
def bookings() -> Any:
    table = make_bookings(300, np.random.default_rng(4))
    table.loc[[2, 9], "children"] = np.nan
    table.loc[[3, 9], "country"] = np.nan
    return table


def as_published(table: Any, path: Path) -> Path:
    """Write a table as the public file is written: whole numbers where possible, and NULL or NA where missing."""
    texts = table.astype(object)
    for name in ("agent", "company", "children"):
        texts[name] = ["NULL" if np.isnan(value) else f"{value:.0f}" for value in table[name]]
    texts["children"] = texts["children"].replace("NULL", "NA")
    texts["country"] = table["country"].fillna("NULL")
    texts.to_csv(path, index=False)
    return path


def test_reads_what_was_written(bookings: Any, tmp_path: Path) -> None:
    path = as_published(bookings, tmp_path / "hotel_bookings.csv")
    assert ",NULL," in path.read_text()
    pd.testing.assert_frame_equal(read_bookings(path), bookings)


def test_order_blanks_and_byte_order_mark_do_not_matter(bookings: Any, tmp_path: Path) -> None:
    path = as_published(bookings[list(COLUMNS)[::-1]], tmp_path / "file.csv")
    path.write_text("\ufeff" + path.read_text().replace("No Deposit", "No Deposit     ").replace("PRT", " PRT"))
    pd.testing.assert_frame_equal(read_bookings(path), bookings)


def test_load_chooses_rows_of_the_file(bookings: Any, tmp_path: Path) -> None:
    path = as_published(bookings, tmp_path / "file.csv")
    some = load_bookings(50, np.random.default_rng(0), path)
    assert some.shape == (50, 32)
    assert list(some.index) == list(range(50))
    assert not some["adr"].equals(bookings["adr"][:50])
    assert sorted(load_bookings(1000, np.random.default_rng(0), str(path))["adr"]) == sorted(bookings["adr"])


def test_load_makes_bookings_up_without_a_file() -> None:
    made_up = make_bookings(20, np.random.default_rng(6))
    pd.testing.assert_frame_equal(load_bookings(20, np.random.default_rng(6)), made_up)


def drop(table: Any) -> Any:
    return table.drop(columns=["adr", "meal"])


def put(name: str, value: str) -> Callable[[Any], Any]:
    return lambda table: table.astype(object).assign(
        **{name: [value if row == 4 else one for row, one in enumerate(table[name])]}
    )


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (drop, "lacks the columns meal, adr"),
        (lambda table: table.drop(columns="hotel"), "lacks the column hotel."),
        (lambda table: table.assign(name="x", email="y"), "beyond the schema, the columns name, email"),
        (lambda table: table[:0], "no bookings"),
        (put("lead_time", "soon"), r"column lead_time is 'soon' instead of a number \(line 6\)"),
        (put("lead_time", "1.5"), r"column lead_time is '1.5' instead of a whole number \(line 6\)"),
        (put("adr", "inf"), r"column adr is 'inf' instead of a number \(line 6\)"),
        (put("adr", ""), r"column adr is missing, .* \(line 6\)"),
        (put("deposit_type", "NULL"), r"column deposit_type is missing, .* \(line 6\)"),
        (put("is_canceled", "2"), r"column is_canceled must be 0 or 1 \(line 6\)"),
    ],
)
def test_bad_tables_say_which_column(
    bookings: Any, tmp_path: Path, break_it: Callable[[Any], Any], sentence: str
) -> None:
    path = tmp_path / "bad.csv"
    break_it(bookings).to_csv(path, index=False)
    with pytest.raises(ValueError, match=sentence) as caught:
        load_bookings(5, np.random.default_rng(0), path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "cannot be read"),
        (b'hotel,adr\n"a,1\n', "cannot be read"),
        (b"hotel;adr\na;1\n", "lacks the columns hotel,"),
        (b"hotel,hotel\na,b\n", "lacks the columns is_canceled"),
    ],
)
def test_bad_files_get_a_sentence(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=sentence):
        read_bookings(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_bookings(tmp_path)
