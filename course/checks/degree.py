"""Points by degree: for the exercises where better work earns more."""

from course.checks.failure import Question
from course.checks.mistakes import Mistake
from course.texts import _, marked

LEARNED_TOO_LITTLE = Mistake(
    "general.learned_too_little",
    "the model has learned too little, or something that does not carry over to unseen examples",
)

# What the course's own test cells measure: these cells are the same in all languages.
MEASURED = (marked("accuracy on unseen images"), marked("the AUC on unseen bookings"))


def by_degree(score: float, *, none_at: float, all_at: float, points: float, what: str) -> float:
    """Turn a measured score into points: none up to one value, all from another one on, in proportion between.

    A test cell that ends with this call is graded by degree: nbgrader, too, takes the number for the mark.

    Args:
        score: what was measured.
        none_at: up to this score there are no points.
        all_at: from this score on there are all.
        points: how many these are.
        what: the score in words.

    Returns:
        The points, above 0 and at most ``points``.

    Raises:
        CheckFailed: there are no points.

    Example:
        >>> by_degree(0.93, none_at=0.9, all_at=0.96, points=6, what="accuracy")
        ✓ accuracy is 0.9300: 3 of 6 points (none up to 0.9, all from 0.96 on)
        3.0
    """
    scale = _("none up to {none_at:g}, all from {all_at:g} on").format(none_at=none_at, all_at=all_at)
    # Written so that nan earns nothing.
    earned = points * min(1.0, (score - none_at) / (all_at - none_at)) if score > none_at else 0.0
    told = _("{what} is {score:.4f}: {earned:g} of {points:g} points ({scale})").format(
        what=_(what), score=score, earned=round(earned, 2), points=points, scale=scale
    )
    if not earned:
        step = _("measure the score on examples kept out of the training, and change the training until it rises")
        raise Question("", "").failure(f"{told}.", cause=LEARNED_TOO_LITTLE, step=step)
    print(f"✓ {told}")
    return round(float(earned), 2)  # not numpy's number: nbgrader reads the mark from how it is shown
