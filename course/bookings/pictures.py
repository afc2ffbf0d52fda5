"""The pictures of unit 7: who cancels, what single columns know, and the curve of a score."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from sklearn.metrics import roc_curve

from course.bookings.schema import AFTER_STAY
from course.figures import BLUE, GRAY, VERMILLION, new_figure
from course.layer import Array, Function
from course.texts import _, marked, ngettext

LEAD_EDGES = (-1, 7, 30, 90, 180, 365, 10_000)
LEAD_NAMES = ("0-7", "8-30", "31-90", "91-180", "181-365", marked("more"))
FEWEST = 20  # a share of fewer bookings is not drawn
MOST_BARS = 16


def draw_cancellations(bookings: pd.DataFrame) -> Figure:
    """Draw the share of bookings canceled, by lead time and by deposit.

    Args:
        bookings: a table with `is_canceled`.

    Returns:
        The figure.
    """
    figure, (left, right) = new_figure(9.0, 3.6, columns=2)
    part = pd.cut(bookings["lead_time"], LEAD_EDGES, labels=LEAD_NAMES)
    curves = (
        (_("all bookings"), slice(None), BLUE, "-o"),
        (_("no deposit"), bookings["deposit_type"] == "No Deposit", GRAY, "--s"),
        (_("non-refundable deposit"), bookings["deposit_type"] == "Non Refund", VERMILLION, ":^"),
    )
    for name, rows, color, style in curves:
        groups = bookings.loc[rows, "is_canceled"].groupby(part, observed=False)
        shares = groups.mean().where(groups.size() >= FEWEST)
        left.plot([*LEAD_NAMES[:-1], _(LEAD_NAMES[-1])], shares.to_numpy(), style, color=color, label=name)
    left.set(xlabel=_("days between booking and arrival"), ylabel=_("share canceled"), ylim=(0, 1.05))
    left.legend(frameon=False, fontsize=9, loc="center right", bbox_to_anchor=(1.0, 0.79))
    deposits = bookings.groupby("deposit_type")["is_canceled"].agg(["mean", "size"])
    bars = right.barh(deposits.index, deposits["mean"], color=BLUE, height=0.6)
    sizes = [ngettext("{count:,} booking", "{count:,} bookings", n).format(count=n) for n in deposits["size"]]
    right.bar_label(bars, sizes, padding=4, fontsize=9)
    right.set(xlabel=_("share canceled"), xlim=(0, 1.45), xticks=np.arange(0, 1.1, 0.25))
    right.invert_yaxis()
    return figure


def draw_columns(areas: Mapping[str, float]) -> Figure:
    """Draw the area under the ROC curve of single columns as bars, the best ones, best on top.

    Args:
        areas: the area by the name of the column; those known only after the stay are hatched.

    Returns:
        The figure.
    """
    best = sorted(areas.items(), key=lambda item: item[1])[-MOST_BARS:]
    figure, (ax,) = new_figure(7.5, 0.27 * len(best) + 0.9)
    for place, (name, area) in enumerate(best):
        late = name in AFTER_STAY
        ax.barh(name, area, color="white" if late else BLUE, edgecolor=VERMILLION if late else BLUE, hatch="///" * late)
        ax.text(area + 0.005, place, f"{area:.2f}", va="center", fontsize=8)
    ax.barh(0, 0, color="white", edgecolor=VERMILLION, hatch="///", label=_("known only after the stay"))
    ax.axvline(0.5, color="black", linewidth=1)
    ax.set(xlabel=_("AUC of a rule that looks at this column alone"), xlim=(0.45, 1.05))
    ax.set_ylim(-0.7, len(best) - 0.3)
    ax.tick_params(axis="y", labelsize=8)
    ax.legend(frameon=False, loc="lower right")
    return figure


def draw_roc(scores: Mapping[str, Array], y: Array, roc_auc: Function) -> Figure:
    """Draw the ROC curves of several scores for the same bookings.

    Args:
        scores: by the name of each score, its values, shape (n,).
        y: 1 where a booking was canceled, else 0, shape (n,).
        roc_auc: the student's function, which gives the areas in the legend.

    Returns:
        The figure.
    """
    figure, (ax,) = new_figure(5.6, 4.8)
    for (name, score), style in zip(scores.items(), ("-", "--", ":", "-."), strict=False):
        false_alarms, found, _thresholds = roc_curve(y, score)
        label = _("{name}: area {area:.3f}").format(name=name, area=float(roc_auc(y, score)))
        ax.plot(false_alarms, found, style, linewidth=2, label=label)
    ax.plot([0, 1], [0, 1], color=GRAY, linewidth=1, label=_("a coin: area 0.5"))
    ax.set(xlabel=_("share of the kept bookings flagged"), ylabel=_("share of the canceled bookings flagged"))
    ax.set(aspect="equal", xlim=(-0.01, 1.01), ylim=(-0.01, 1.01))
    ax.legend(frameon=False, loc="lower right", fontsize=9)
    return figure


def draw_drops(drops: Mapping[str, float]) -> Figure:
    """Draw how much the area falls when a column is shuffled, as bars: the largest ones, largest on top.

    Args:
        drops: by the name of each column, the area lost.

    Returns:
        The figure.
    """
    ordered = dict(sorted(drops.items(), key=lambda item: item[1])[-MOST_BARS:])
    figure, (ax,) = new_figure(7.5, 0.27 * len(ordered) + 0.9)
    bars = ax.barh(list(ordered), list(ordered.values()), color=BLUE)
    ax.bar_label(bars, [f"{drop:.3f}" for drop in ordered.values()], padding=3, fontsize=8)
    ax.axvline(0, color="black", linewidth=1)
    ax.set(xlabel=_("AUC lost when this column is shuffled"))
    ax.margins(x=0.12)
    ax.tick_params(axis="y", labelsize=8)
    return figure
