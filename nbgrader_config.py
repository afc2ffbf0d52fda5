"""nbgrader's settings for this course; the formgrader and the `autograder` command read the same ones."""

from pathlib import Path

from nbgrader import preprocessors

from autograder.grading.plugins import ClearAnswers, GivePoints, KeepGoing, OpenInColab, RunAndGrade
from autograder.settings import read_settings
from autograder.stubs import STUB, WRITTEN_STUB

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (traitlets defines it while it reads this file)

c.CourseDirectory.course_id = "neural-networks-from-scratch"

# How release/ is made from source/.
c.GenerateAssignment.preprocessors = [
    GivePoints,
    preprocessors.LockCells,
    ClearAnswers,
    preprocessors.ClearOutput,
    preprocessors.CheckCellMetadata,
    preprocessors.ComputeChecksums,
    preprocessors.SaveCells,
    preprocessors.ClearHiddenTests,
    OpenInColab,
    KeepGoing,
    preprocessors.ComputeChecksums,
    preprocessors.CheckCellMetadata,
]
c.ClearSolutions.code_stub = {"python": STUB}
c.ClearSolutions.text_stub = WRITTEN_STUB

# How submissions are run: by the course's own runner, with deleted test cells put back.
c.OverwriteCells.add_missing_cells = True
c.Autograde.autograde_preprocessors = [
    RunAndGrade,
    preprocessors.LimitOutput,
    preprocessors.SaveAutoGrades,
    preprocessors.AssignLatePenalties,
    preprocessors.CheckCellMetadata,
]

# What late work loses is said in course.toml. A change counts at once, also for what is graded already.
c.AssignLatePenalties.plugin_class = "autograder.grading.late.LateWork"
settings = read_settings(Path(__file__).parent)
c.LateWork.policy = settings.late_policy
c.LateWork.share = settings.late_share

# What nbgrader and the formgrader's button write as feedback is the course's own page: nbgrader's shows hidden tests.
c.GenerateFeedback.exporter_class = "autograder.reading.feedback_button.FeedbackPage"

# What students wrote and put out is shown to teachers without anything that acts.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {"markdown2html": "autograder.reading.safe_html.safe_markdown"}
