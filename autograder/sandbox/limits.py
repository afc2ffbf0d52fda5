"""How much a submission may take; every limit stands here.

A submission is one process, always: the sandbox lets it start no other. So limits on a process bind the submission.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limit one submission.

    Attributes:
        cell_seconds: wall clock, for a cell; for a test cell with all its calls.
        notebook_seconds: wall clock, for all cells together.
        processors: processor seconds, over all threads, for each second of wall clock that is allowed.
        memory_megabytes: address space, which memory cannot exceed; Python and the libraries take some hundreds of it.
        threads: at the same time.
        open_files: at the same time.
        file_megabytes: of one file.
        scratch_megabytes: of all files together.
        scratch_files: files and folders.
        submission_megabytes: of the submitted file.
        submission_cells: of the submitted notebook.
        output_characters: of a cell's output that are kept.
        notebook_output_characters: of all cells' outputs that are kept.
        printed_characters: that a called function may print into a check's output.
        generator_items: that are drawn from a generator that a function returns.
        all_cells: whether cells are run, too, on which no points depend.
    """

    cell_seconds: float = 60.0
    notebook_seconds: float = 600.0
    processors: float = 2.0
    memory_megabytes: int = 2048
    threads: int = 64
    open_files: int = 256
    file_megabytes: int = 100
    scratch_megabytes: int = 200
    scratch_files: int = 10_000
    submission_megabytes: int = 20
    submission_cells: int = 2000
    output_characters: int = 1_000_000
    notebook_output_characters: int = 20_000_000
    printed_characters: int = 10_000
    generator_items: int = 1_000_000
    all_cells: bool = False

    @property
    def cell_cpu_seconds(self) -> float:
        """Processor seconds that a cell may take."""
        return self.cell_seconds * self.processors

    @property
    def notebook_cpu_seconds(self) -> float:
        """Processor seconds that all cells together may take."""
        return self.notebook_seconds * self.processors
