"""What commands print besides their results."""

import pytest

from autograder.screen import progress_bar


def test_progress_is_shown_where_there_is_something_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(2) as (results, _note):
        assert results == []
    assert "0/2" in capsys.readouterr().err
    with progress_bar(0):
        pass
    assert capsys.readouterr().err == ""
