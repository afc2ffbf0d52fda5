"""The addresses of the site and the repository, which stand in one place."""

from pathlib import Path

import pytest

from autograder.problems import UserError
from autograder.settings import read_settings

ROOT = Path(__file__).parents[2]


def test_the_addresses_are_those_of_pages_on_the_web_without_a_slash_at_their_end() -> None:
    settings = read_settings(ROOT)
    for address in (settings.address, settings.repository):
        assert address.startswith("https://")
        assert not address.endswith("/")


@pytest.mark.parametrize("text", ["", "[site]\naddress = 3\nrepository = 'x'\n", "[site"])
def test_settings_that_cannot_be_used_are_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"course\.toml"):
        read_settings(tmp_path)
    (tmp_path / "course.toml").unlink()
    with pytest.raises(UserError, match=r"course\.toml"):
        read_settings(tmp_path)
