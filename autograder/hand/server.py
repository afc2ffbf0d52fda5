"""The page, served by one process on this machine's own address; all that it changes is in nbgrader's gradebook."""

import asyncio
import json
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError

from autograder.grading.fault_log import log_fault
from autograder.hand.answers import Class, WrittenQuestion, questions_of, state
from autograder.hand.guard import Guarded, Keys
from autograder.hand.history import HandMark
from autograder.hand.marks import Marks, NotAsSeenError
from autograder.plain_data import rebuild
from autograder.problems import UserError
from autograder.reading.feedback import page_of
from autograder.reading.rendering import templates
from autograder.units import Unit

FILES = {
    "base.css": "text/css",
    "hand.css": "text/css",
    "hand.js": "text/javascript",
    "hand_keys.js": "text/javascript",
}
FEEDBACK_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
LONGEST_COMMENT, LONGEST_NAME = 10_000, 60


@dataclass(frozen=True)
class Request:
    """Hold what a page asks for.

    Args:
        new: a mark.
        seen: what its writer last saw.
        digest: of the text that the writer has read.
        who: the writer; where empty, who has started the server.
        undo: whether this takes a change back, which is not done where somebody has changed the mark since.
    """

    new: HandMark
    seen: HandMark
    digest: str
    who: str
    undo: bool = False


class Desk:
    """What is graded: a unit's written questions, and where their marks are.

    Args:
        unit: the unit.
        db_url: where nbgrader's gradebook is.
        who: the name under which changes are noted, unless the page gives another one.
        anonymous: whether students' names are left out.

    Raises:
        UserError: there is nothing to grade by hand.
    """

    def __init__(self, unit: Unit, db_url: str, who: str, anonymous: bool) -> None:
        self.unit, self.who, self.anonymous = unit, who, anonymous
        if not any((unit.root / "autograded").glob(f"*/{unit.name}")):  # where there may be no gradebook either
            raise UserError(f"Nothing of {unit.name} has been graded yet. Run `autograder grade` first.")
        self.questions = {one.cell: one for one in questions_of(unit)}
        self.marks = {cell: Marks(unit.root, unit.name, cell, db_url) for cell in self.questions}

    def states(self, cell: str) -> dict[str, Any]:
        """Return all marks of a question, as JSON, by answer."""
        return {one.key: state(self.unit, cell, one) for one in self.marks[cell].read()}


class Handler(Guarded):
    """A handler of a question's address."""

    @property
    def desk(self) -> Desk:
        """Return what is graded."""
        return cast(Desk, self.settings["desk"])

    def question(self, cell: str) -> WrittenQuestion:
        """Return the question of an address."""
        if cell not in self.desk.questions:
            raise HTTPError(404, reason="There is no such question")
        return self.desk.questions[cell]

    def answer_json(self, data: Any, status: int = 200) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(data))

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Log a fault of ours; everything else is answered in a sentence."""
        if not isinstance(error, (HTTPError, UserError)):
            log_fault(self.desk.unit.root, error, f"hand {self.request.method} {self.request.path}")


class Home(Handler):
    """Leads to the first question."""

    def get(self) -> None:
        """Answer."""
        self.redirect(f"/{next(iter(self.desk.questions))}")


class PageHandler(Handler):
    """A question with all answers."""

    def get(self, cell: str) -> None:
        """Answer."""
        desk, question = self.desk, self.question(cell)
        held = desk.marks[cell].read()
        shown = Class(desk.unit, [one.student for one in held], desk.anonymous).show(question, held)
        data = {
            "token": self.keys.page,
            "points": question.points,
            "rows": [row.points for row in question.rows],
            "states": {one.held.key: state(desk.unit, cell, one.held) for one in shown},
        }
        page = templates().get_template("hand.html")
        self.finish(page.render(desk=desk, question=question, answers=shown, data=data))


class States(Handler):
    """The marks of a question, for a page that is open."""

    def get(self, cell: str) -> None:
        """Answer."""
        self.question(cell)
        self.answer_json(self.desk.states(cell))


class Give(Handler):
    """One mark."""

    def put(self, cell: str, key: str) -> None:
        """Change it."""
        desk, question = self.desk, self.question(cell)
        asked = read_request(self.request.body, question)
        now = desk.states(cell).get(key)
        if now and now["digest"] != asked.digest:
            text = "This answer was handed in again while the page was open, so nothing was saved. Load the page anew."
            self.answer_json({"problem": text, "state": now}, 409)
            return
        try:
            given = desk.marks[cell].give(key, asked.new, asked.seen, asked.who or desk.who, asked.undo)
        except NotAsSeenError:
            now = desk.states(cell)[key]
            self.answer_json({"problem": "It was changed since, so nothing was undone.", "state": now}, 409)
            return
        if given is None:
            raise HTTPError(404, reason="This answer is not in the gradebook any more: load the page anew")
        before, after = (state(desk.unit, cell, one) for one in (given.before, given.after))
        self.answer_json({"state": after, "before": before, "replaced": given.replaced})


class Feedback(Handler):
    """The feedback page of a student, with code and figures that a written answer may speak of."""

    def get(self, cell: str, key: str) -> None:
        """Answer."""
        self.question(cell)
        student = next((one.student for one in self.desk.marks[cell].read() if one.key == key), None)
        if student is None or self.desk.anonymous:  # the page has the name
            raise HTTPError(404, reason="There is no such page")
        self.set_header("Content-Security-Policy", FEEDBACK_POLICY)
        self.finish(page_of(self.desk.unit, student))


class Files(Guarded):
    """The style and the scripts."""

    def get(self, name: str) -> None:
        """Answer."""
        self.set_header("Content-Type", f"{FILES[name]}; charset=utf-8")
        self.finish((Path(__file__).parent.parent / "templates" / name).read_bytes())


def read_request(body: bytes, question: WrittenQuestion) -> Request:
    """Read what a page asks for.

    Raises:
        HTTPError: it cannot be understood, or is more than can be given.
    """
    try:
        asked = rebuild(Request, json.loads(body))
    except (ValueError, RecursionError):
        raise HTTPError(400, reason="The request cannot be understood") from None
    points = asked.new.points
    if points is not None and not 0 <= points <= question.points:
        raise HTTPError(400, reason=f"Points are from 0 to {question.points:g}")
    known = all(0 <= row < len(question.rows) for row in asked.new.rows)
    if not known or len(asked.new.comment) > LONGEST_COMMENT:
        raise HTTPError(400, reason="The comment is too long, or the rubric has no such row")
    if len(asked.who) > LONGEST_NAME or not asked.who.isprintable():
        raise HTTPError(400, reason=f"A grader's name has at most {LONGEST_NAME} letters")
    return asked


class Nothing(Guarded):
    """Any other address."""

    def prepare(self) -> None:
        """Say so, to who may ask."""
        super().prepare()
        if not self._finished:
            raise HTTPError(404, reason="There is no such page")


def application(desk: Desk, keys: Keys) -> Application:
    """Return the server's addresses and what answers them."""
    addresses: list[Any] = [
        (r"/", Home),
        (rf"/static/({'|'.join(FILES)})", Files),
        (r"/([^/]+)", PageHandler),
        (r"/([^/]+)/marks", States),
        (r"/([^/]+)/marks/([0-9a-f]+)", Give),
        (r"/([^/]+)/feedback/([0-9a-f]+)", Feedback),
    ]
    return Application(addresses, default_handler_class=Nothing, desk=desk, keys=keys, log_function=lambda _one: None)


async def serve(desk: Desk, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or a polite kill, which end it between two requests.

    Args:
        desk: what is graded.
        ready: is called with the address, once it can be opened.
    """
    stop, keys = asyncio.Event(), Keys()
    with suppress(NotImplementedError):  # on Windows, where Ctrl-C raises KeyboardInterrupt
        for one in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(one, stop.set)
    server = HTTPServer(application(desk, keys), max_buffer_size=1_000_000)
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    ready(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/?token={keys.address}")
    await stop.wait()
