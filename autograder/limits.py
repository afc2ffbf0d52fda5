"""How much a submission may take; every limit stands here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limit one submission. Seconds are of the wall clock."""

    cell_seconds: float = 60.0
    notebook_seconds: float = 600.0
    memory_megabytes: int = 2048
    file_megabytes: int = 100
    submission_megabytes: int = 20
    submission_cells: int = 2000
