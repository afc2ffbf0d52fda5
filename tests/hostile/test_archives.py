"""Archives from outside: what is good in them is taken, what is bad is named, and nothing is written elsewhere."""

import io
import os
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from autograder.cli import app
from autograder.intake.archive import ArchiveLimits, UnreadableError, open_archive
from autograder.intake.collect import FileOutcome, collect
from autograder.problems import UserError
from autograder.units import Unit
from tests.downloads import EXPORTED, dated, moodle, save, work, zipped

GOOD = moodle("Ada Lovelace", 1)
BAD = moodle("Bob Bad", 2)


def collected(unit: Unit, data: bytes) -> list[FileOutcome]:
    """Collect an archive, and see that nothing but submitted/ has changed and the good notebook is there."""
    archive = unit.root / "moodle.zip"
    archive.write_bytes(data)
    before = files_outside(unit.root)
    outcomes = collect(archive, [unit])
    assert files_outside(unit.root) == before
    assert unit.submitted("ada_lovelace").read_bytes() == work()
    return outcomes


def files_outside(root: Path) -> set[Path]:
    found = {path for folder in (root, root.parent) for path in folder.iterdir()}
    return found - {root / "submitted"}


def reason(outcomes: list[FileOutcome], file: str = BAD) -> str:
    found = [one for one in outcomes if one.file == file]
    assert [one.fate for one in found] == ["not placed"], outcomes
    return found[0].note


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (f"/{BAD}", "leads out of the archive"),
        (f"//server/share/{BAD}", "leads out of the archive"),
        (f"../../{BAD}", "leads out of the archive"),
        (moodle("Bob Bad", 2, "../../../tiny.ipynb"), "leads out of the archive"),
        (f"C:\\{BAD}", "leads out of the archive"),
        (f"..\\..\\{BAD}", "leads out of the archive"),
        (moodle("Bob Bad", 2, "a\\tiny.ipynb"), "signs that no file's name should"),
        (moodle("Bob\nBad", 2), "signs that no file's name should"),
        (moodle("Bob \x1b[31mBad", 2), "signs that no file's name should"),
        (moodle("Bob \u202eBad", 2), "signs that no file's name should"),
        ("tiny.ipynb", "neither Moodle nor Canvas names files so"),
        (moodle("***", 2), "makes no student id"),
        (moodle("x" * 200, 2), "makes no student id"),
    ],
)
def test_dangerous_name_is_named_and_left(tiny: Unit, name: str, words: str) -> None:
    assert words in reason(collected(tiny, zipped([(name, work("bad")), (GOOD, work())])), name)
    assert os.listdir(tiny.root / "submitted") == ["ada_lovelace"]


def test_null_byte_in_a_name_is_left(tiny: Unit) -> None:
    data = zipped([(BAD.replace("Bad", "B?d"), work("bad")), (GOOD, work())]).replace(b"B?d", b"B\0d")
    assert "signs that no file's name" in reason(collected(tiny, data), BAD.replace("Bad", "B\0d"))


def test_link_is_not_followed(tiny: Unit) -> None:
    link = zipfile.ZipInfo(BAD)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert reason(collected(tiny, zipped([(link, b"/etc/passwd"), (GOOD, work())]))) == "a link"


def test_link_to_a_folder_outside_is_not_written_through(tiny: Unit, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (tiny.root / "submitted").mkdir()
    (tiny.root / "submitted" / "bob_bad").symlink_to(outside)
    outcomes = collected(tiny, zipped([(BAD, work("bad")), (GOOD, work())]))
    assert "link that leads out of submitted/" in reason(outcomes)
    assert not list(outside.iterdir())


def test_encrypted_file_is_left(tiny: Unit) -> None:
    data = bytearray(zipped([(GOOD, work()), (BAD, work("bad"))]))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert reason(collected(tiny, bytes(data))) == "it is encrypted"


def test_file_packed_in_a_way_that_cannot_be_unpacked_in_pieces_is_left(tiny: Unit) -> None:
    packed = dated(BAD, EXPORTED)
    packed.compress_type = zipfile.ZIP_BZIP2
    assert "compressed in a way" in reason(collected(tiny, zipped([(packed, work("bad")), (GOOD, work())])))


def test_bomb_that_declares_its_size_is_not_opened(tiny: Unit) -> None:
    megabytes = ArchiveLimits.file_megabytes + 1
    outcomes = collected(tiny, zipped([(BAD, bytes(megabytes * 10**6)), (GOOD, work())]))
    assert reason(outcomes) == f"it unpacks to more than {ArchiveLimits.file_megabytes} MB"


def test_bomb_that_lies_about_its_size_is_stopped(tiny: Unit) -> None:
    data = bytearray(zipped([(GOOD, work()), (BAD, bytes(5_000_000))]))
    header = data.rindex(b"PK\x01\x02")
    data[header + 24 : header + 28] = struct.pack("<I", 1000)
    assert "damaged in the archive" in reason(collected(tiny, bytes(data)))


def test_real_size_is_limited_for_a_file_and_for_all(tmp_path: Path) -> None:
    archive = save(tmp_path / "bomb.zip", [(str(number), bytes(2_000_000)) for number in range(4)])
    with open_archive(archive, ArchiveLimits(total_megabytes=5)) as entries:
        assert [len(entry.read()) for entry in entries[:2]] == [2_000_000] * 2
        for entry in entries[2:]:
            with pytest.raises(UnreadableError, match="more than is read"):
                entry.read()


@pytest.mark.slow
def test_bomb_within_a_students_zip_costs_only_that_student(tiny: Unit) -> None:
    bomb = zipped([(f"{number}.ipynb", bytes(40_000_000)) for number in range(4)])
    name = moodle("Bob Bad", 2, "work.zip")
    outcomes = collected(tiny, zipped([(name, bomb), (GOOD, work())]))
    notes = [one.note for one in outcomes if one.fate == "not placed"]
    assert notes
    assert all("it unpacks to more than is read from an archive" in note for note in notes)


def test_zip_within_a_zip_within_a_zip_is_not_opened(tiny: Unit) -> None:
    inner = zipped([("deeper.zip", zipped([("tiny.ipynb", work("bad"))]))])
    name = moodle("Bob Bad", 2, "work.zip")
    outcomes = collected(tiny, zipped([(name, inner), (GOOD, work())]))
    assert "no notebook came from this student" in reason(outcomes, f"{name}/deeper.zip")


@pytest.mark.parametrize("inner", [b"", b"PK\x03\x04 cut off", b"no zip at all"])
def test_broken_zip_within_the_archive_is_named(tiny: Unit, inner: bytes) -> None:
    name = moodle("Bob Bad", 2, "work.zip")
    assert "a zip archive that cannot be read" in reason(collected(tiny, zipped([(name, inner), (GOOD, work())])), name)


def test_names_that_differ_only_in_case_are_two_files_of_one_student(tiny: Unit) -> None:
    files = [(BAD, work("lower")), (BAD.replace("tiny", "Tiny"), work("upper")), (GOOD, work())]
    outcomes = collected(tiny, zipped(files))
    assert tiny.submitted("bob_bad").read_bytes() == work("lower")
    assert [one.fate for one in outcomes] == ["collected", "collected", "left"]


def test_students_whose_names_differ_only_in_case_are_not_mixed_up(tiny: Unit) -> None:
    files = [(moodle("Bob Bad", 2), work("one")), (moodle("BOB BAD", 3), work("other")), (GOOD, work())]
    outcomes = collected(tiny, zipped(files))
    notes = [one.note for one in outcomes if one.fate == "not placed"]
    assert len(notes) == 2
    assert all("BOB BAD (3) and Bob Bad (2) lead to one id, bob_bad" in note for note in notes)


def test_two_files_of_one_name_are_not_guessed_between(tiny: Unit) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = zipped([(BAD, work("one")), (BAD, work("other")), (GOOD, work())])
    outcomes = collected(tiny, data)
    assert [one.fate for one in outcomes] == ["collected", "not placed", "not placed"]
    assert "cannot be told which is the latest" in outcomes[1].note


def test_overlapping_files_are_left(tiny: Unit) -> None:
    """Two entries that share their bytes, as in archives that unpack to a thousand times their size."""
    data = zipped([(GOOD, work()), (BAD, work("bad")), (BAD.replace("tiny", "copy"), work("bad"))])
    first, second = (data.index(name.encode()) - 30 for name in (BAD, BAD.replace("tiny", "copy")))
    shared = bytearray(data)
    position = shared.rindex(b"PK\x01\x02") + 42
    assert shared[position : position + 4] == struct.pack("<I", second)
    shared[position : position + 4] = struct.pack("<I", first)
    assert reason(collected(tiny, bytes(shared))) == "it overlaps another file"


def test_names_in_old_and_new_encodings_are_read(tiny: Unit) -> None:
    # As programs write them that use UTF-8, and do not say so.
    name = moodle("Zoë Ørsted", 2)
    plain = moodle("Zo?? ??rsted", 2)
    data = zipped([(plain, work("zoe")), (GOOD, work())]).replace(plain.encode(), name.encode())
    collected(tiny, data)
    assert tiny.submitted("zoë_ørsted").exists()


def test_damaged_file_is_named(tiny: Unit) -> None:
    data = bytearray(zipped([(GOOD, work()), (BAD, work("bad"))]))
    position = data.index(BAD.encode()) + len(BAD) + 200
    data[position : position + 50] = bytes(50)
    assert "damaged in the archive" in reason(collected(tiny, bytes(data)))


def invoke(unit: Unit, data: bytes) -> Result:
    archive = unit.root / "moodle.zip"
    archive.write_bytes(data)
    return CliRunner().invoke(app, ["collect", str(archive)])


@pytest.mark.parametrize("data", [b"", b"no zip", zipped([(GOOD, work())])[:-30], b"PK\x05\x06" + bytes(10)])
def test_broken_archive_is_one_sentence(tiny: Unit, data: bytes) -> None:
    error = invoke(tiny, data).exception
    assert isinstance(error, UserError)
    assert "moodle.zip cannot be read as a zip archive" in str(error)
    assert not (tiny.root / "submitted").exists()


def test_missing_archive_is_one_sentence(tiny: Unit) -> None:
    with pytest.raises(UserError, match=r"There is no file gone\.zip"):
        collect(Path("gone.zip"), [tiny])
    with pytest.raises(UserError, match="holds no clones"):
        collect(tiny.root, [tiny])


def test_empty_archive_is_one_sentence(tiny: Unit) -> None:
    assert "There are no files in" in str(invoke(tiny, zipped([])).exception)


def test_millions_of_entries_are_refused_before_they_are_counted(tiny: Unit) -> None:
    """Made by hand, as zipfile would take minutes: a table of contents of 9 MB, all of it entries."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *[0] * 9, 1, *[0] * 6) + b"x"
    table = entry * (ArchiveLimits.contents_megabytes * 10**6 // len(entry) + 1)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(table), 0, 0)
    assert "its table of contents is too large" in str(invoke(tiny, table + end).exception)
    # and within a student's zip it costs only that student
    name = moodle("Bob Bad", 2, "work.zip")
    stored = zipfile.ZipInfo(name)
    assert "too large" in reason(collected(tiny, zipped([(stored, table + end), (GOOD, work())])), name)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    archive = save(tmp_path / "many.zip", [(str(number), b"") for number in range(11)])
    with pytest.raises(UserError, match="more than 10 entries"), open_archive(archive, ArchiveLimits(entries=10)):
        pass


def test_archive_behind_other_bytes_is_read(tiny: Unit) -> None:
    """As a self-extracting one has them."""
    assert collected(tiny, b"MZ" * 500 + zipped([(GOOD, work())]))[0].fate == "collected"


def test_zip_of_the_largest_kind_is_read(tiny: Unit) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, archive.open(GOOD, "w", force_zip64=True) as file:
        file.write(work())
    assert collected(tiny, buffer.getvalue())[0].fate == "collected"


def test_each_student_is_charged_for_what_they_sent(tmp_path: Path) -> None:
    """Bob's zips use up his share, and neither Ada's nor everybody's; each zip is unpacked once."""
    inner = zipped([(f"{number}.ipynb", bytes(1_000_000)) for number in range(30)])
    files = [(moodle("Bob Bad", 2, f"{number}.zip"), inner) for number in range(3)]
    archive = save(tmp_path / "bomb.zip", [*files, (GOOD, bytes(1_000_000))])
    limits = ArchiveLimits(file_megabytes=10, student_megabytes=20, total_megabytes=22)
    with open_archive(archive, limits, lambda name: name.partition("_")[0]) as entries:
        assert [len(entry.read()) for entry in entries[:20]] == [1_000_000] * 20
        for entry in entries[20:90]:
            with pytest.raises(UnreadableError, match="more than is read"):
                entry.read()
        assert len(entries[90].read()) == 1_000_000
