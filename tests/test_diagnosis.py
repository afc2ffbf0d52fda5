"""What the general diagnosis says where no listed mistake is known: how often it is right, and what it must not say.

Each cause that it gives to an answer of the collection was judged by a person who read that answer. Beside the answers,
`tests/answers/NN_unit/general.toml` has for each exercise the titles and keys; " (symptom)" stands behind the key of a
cause that says no more than the symptom does, " (false)" behind one that is not so.
"""

import tomllib
from collections import Counter
from typing import Any

import numpy as np
import pytest

from course import expect, hidden_data
from course.checks import CheckFailed, decisions, failure
from course.checks.causes import general_cause
from course.checks.held import earlier_calls
from course.checks.mistakes import Mistake
from tests.collection import ANSWERS, Classroom, read_answers, units_with_answers

UNITS = units_with_answers()
TRUE_AT_LEAST, FALSE_AT_MOST = 0.50, 0.01


@pytest.mark.exhaustive
def test_general_diagnosis_alone_names_true_causes(monkeypatch: pytest.MonkeyPatch, record_figures: Any) -> None:
    """All listed mistakes are left out; an answer that is not attempted has no cause."""
    monkeypatch.setattr(failure.Question, "_listed_mistake", lambda _self, _about: None)
    monkeypatch.setattr(decisions, "as_mistake", _general_alone)
    monkeypatch.setattr(decisions, "_helpful", _unguarded)
    counts: Counter[str] = Counter()
    unjudged, false = [], []
    for unit in UNITS:
        judged = tomllib.loads((ANSWERS / unit / "general.toml").read_text(encoding="utf-8"))
        classroom = Classroom(unit)
        for answer in (one for one in read_answers(unit) if not one.right and one.status != "not_attempted"):
            verdict = classroom.judge(answer.exercise, answer.code)
            key, _, how = judged.get(answer.exercise, {}).get(answer.title, "").partition(" ")
            told = verdict.mistake.removeprefix("general.") if verdict.mistake.startswith("general.") else ""
            kind = "none" if not told else "unjudged" if told != key else how.strip("()") or "true"
            counts[kind] += 1
            unjudged += [f"  {answer}: {told}"] if kind == "unjudged" else []
            false += [f"  {answer}: {told}"] if kind == "false" else []
    total = counts.total()
    record_figures(
        f"general diagnosis alone, of {total} wrong answers: "
        + ", ".join(f"{kind} {count} ({count / total:.1%})" for kind, count in counts.most_common()),
        *false,
        *(["not judged yet:", *unjudged] if unjudged else []),
    )
    assert counts["true"] / total >= TRUE_AT_LEAST
    assert counts["false"] / total <= FALSE_AT_MOST
    assert counts["unjudged"] / total <= 0.05, "judge these causes, and write them down"


def _general_alone(given: Any) -> Any:
    """Leave out the cause that a check lists where it requires a property."""
    return given if getattr(given, "key", "").startswith("general.") else None


def _unguarded(asked: Any, kind: str, question: Any) -> Any:
    return general_cause(asked, kind, earlier_calls(question.name), question)


def told(function: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(CheckFailed) as caught:
        expect(function, *arguments, **options)
    return caught.value.mistake


def test_a_returned_loss_is_not_told_a_factor() -> None:
    def early_stopping(val_losses: Any, patience: int) -> Any:
        best = int(np.argmin(val_losses[: 2 + patience]))
        return val_losses[best], best + patience

    losses = np.array([0.9, 0.5, 0.7, 0.6, 0.8])
    assert told(early_stopping, losses, 3, gives=(1, 4)) not in ("general.too_small", "general.one_factor")


def test_tied_scores_are_not_told_a_factor() -> None:
    def roc_auc(y: Any, score: Any) -> Any:
        order = np.argsort(score, kind="stable")
        ranks = np.empty(len(y))
        ranks[order] = np.arange(1, len(y) + 1)
        positive = int(np.sum(y))
        return (ranks[y == 1].sum() - positive * (positive + 1) / 2) / (positive * (len(y) - positive))

    y, score = np.array([0, 1]), np.array([0.3, 0.3])
    assert told(roc_auc, y, score, gives=0.5) not in ("general.too_large", "general.too_small", "general.one_factor")


def test_relation_must_explain_all_that_is_off_and_all_that_was_right() -> None:
    def doubled_once(x: Any) -> Any:
        return x * [2, 2, 3]

    x = np.array([1.5, 2.0, 4.0])
    assert told(doubled_once, x, gives=x) not in ("general.too_large", "general.one_factor")


def test_root_of_a_negative_number_is_not_told_of_a_division() -> None:
    late = {Mistake("t_late", "t is used before it is counted up"): RuntimeWarning}
    assert told(np.sqrt, np.array([-1.0]), gives=[1.0], mistakes=late) == "general.root_of_negative"
    assert told(lambda x: x / 0, np.array([1.0]), gives=[1.0], mistakes=late) == "t_late"


@pytest.mark.parametrize(
    ("got", "wanted", "key"),
    [
        ([1.123, 2.2, 3.3], [1.1234, 2.2, 3.3], "rounded"),
        (np.array([0.1, 0.2, 0.3], dtype=np.float16), [0.1, 0.2, 0.3], "single"),
        ([4.0, 3.0, 2.0], [2.0, 3.0, 4.0], "reversed"),
        ([1.0, 3.0, 2.0], [3.0, 2.0, 9.0], "shifted"),
        ([1.0, 3.0, 7.0], [1.0, 2.0, 4.0], "cumulated"),
        ([[1.0], [2.0], [3.0]], [1.0, 2.0, 3.0], "extra_axis"),
        ([1.0, 5.0], 6.0, "not_summed"),
        ([0.37, 0.75], [1.14, 1.50], ""),
        (0.25, -0.25, ""),
        (1 / 3, 2 / 3, ""),
        ([-1.0, 0.0], [1.0, 0.0], ""),
        ([-1, 1, 1, 3], [-2, 0, 0, 2], "one_offset"),
        ([False, False, True, False], 1, "not_summed"),
        ("0.25", 0.25, "text"),
        ((1.0, 2.5), (1.0, 2.0), "one_part"),
        (([1.0, 2.0], 3.0), (3.0, [1.0, 2.0]), "items_swapped"),
        (np.array([0.5, 1.0, 7.0]) / np.log(2), [0.5, 1.0, 7.0], "base_2"),
    ],
)
def test_how_an_answer_is_off_is_told(got: Any, wanted: Any, key: str) -> None:
    def answer(x: Any) -> Any:
        return got if np.size(x) else x

    assert told(answer, 1.0, gives=wanted) == (f"general.{key}" if key else "")


@pytest.mark.parametrize(
    ("got", "key", "place"),
    [
        ([1.0, 1.0, 0.0, 1.0, 3.0], "number_where", "where `z` is below 0"),
        ([0.0, 0.0, 0.7, 1.0, 3.0], "only_where", "where `z` is 0"),
        ([0.0, 0.0, 0.0, 1.0, 2.9], "only_where", "where `z` is large"),
    ],
)
def test_where_an_answer_is_off_is_told_and_on_hidden_data_is_not(got: Any, key: str, place: str) -> None:
    def relu(z: Any) -> Any:
        return np.array(got) if z.size else z

    z = np.array([-2.0, -0.5, 0.0, 1.0, 3.0])
    with pytest.raises(CheckFailed, match=place) as caught:
        expect(relu, z, gives=np.maximum(z, 0))
    assert caught.value.mistake == f"general.{key}"
    with hidden_data(), pytest.raises(CheckFailed) as hidden:
        expect(relu, z, gives=np.maximum(z, 0))
    assert "where" not in str(hidden.value)


def test_parameter_that_is_not_used_is_named() -> None:
    def step(w: Any, g: Any, eta: float) -> Any:
        return w - g

    assert told(step, np.ones(2), np.ones(2), 0.1, gives=[0.9, 0.9]) == "general.unused"


def test_what_a_change_of_the_arguments_makes_right_is_named_and_no_loop_without_end_is_tried() -> None:
    def product(X: Any, W: Any) -> Any:
        return X @ W.T

    def goes_on(X: Any, W: Any) -> Any:
        while X[0, 0] < 0:
            pass
        return X @ W.T

    X, W = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, 7.0], [0.0, 2.0]])
    assert told(product, X, W, gives=X @ W) == "general.used_transposed"
    assert told(goes_on, X, W, gives=X @ W) != "general.used_transposed"
