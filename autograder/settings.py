"""The course's settings, which course.toml holds."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.problems import UserError

SETTINGS = "course.toml"


@dataclass(frozen=True)
class Settings:
    """Hold where the site and the repository are published, without a slash at the end."""

    address: str
    repository: str


def read_settings(root: Path) -> Settings:
    """Read course.toml.

    Raises:
        UserError: it is missing, or does not hold both addresses.
    """
    try:
        site = tomllib.loads((root / SETTINGS).read_text(encoding="utf-8"))["site"]
        return Settings(site["address"].rstrip("/"), site["repository"].rstrip("/"))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UserError(
            f"course.toml in {root} must hold [site] with address and repository, each a text: {error}."
        ) from error
