"""Hotel bookings for unit 7: made up or loaded, simple rules to compare with, and their pictures."""

from course.bookings.cost import explore_cost
from course.bookings.effects import draw_effects
from course.bookings.generate import make_bookings
from course.bookings.ladder import draw_ladder
from course.bookings.loader import load_bookings
from course.bookings.pictures import draw_cancellations, draw_columns, draw_drops, draw_roc
from course.bookings.policy import Scored
from course.bookings.rules import as_unseen, drops_when_shuffled, one_column_rule, score_unseen, trained_once
from course.bookings.schema import AFTER_STAY, COLUMNS
from course.bookings.season import play_season

__all__ = [
    "AFTER_STAY",
    "COLUMNS",
    "Scored",
    "as_unseen",
    "draw_cancellations",
    "draw_columns",
    "draw_drops",
    "draw_effects",
    "draw_ladder",
    "draw_roc",
    "drops_when_shuffled",
    "explore_cost",
    "load_bookings",
    "make_bookings",
    "one_column_rule",
    "play_season",
    "score_unseen",
    "trained_once",
]
