"""What a student sees in a real kernel where an exercise is not answered yet."""

import nbformat
from nbclient import NotebookClient


def outputs_of(*cells: str) -> list[list[nbformat.NotebookNode]]:
    """Run cells behind the set-up cell, and return what each shows."""
    setup = "from course import check_setup\ncheck_setup()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (setup, *cells)])
    NotebookClient(notebook, allow_errors=True).execute()
    return [cell.outputs for cell in notebook.cells]


def test_stub_met_by_a_later_cell_shows_one_line() -> None:
    stub = "def neuron(x):\n    raise NotImplementedError('Replace this line with your answer.')\nslope = ..."
    setup, _, call, value = outputs_of(stub, "neuron(1)", "2 * slope")
    assert setup[0].text == "Everything is in place.\n"
    assert call[0].traceback == ["`neuron` is not answered yet: answer its exercise above, then run this cell again."]
    assert value[0].traceback == ["A value above is still `...`: answer its exercise, then run this cell again."]


def test_other_errors_keep_their_traceback() -> None:
    (_, wrong_type) = outputs_of("1 + 'a'")
    assert "unsupported operand" in wrong_type[0].evalue
    assert "Traceback" in "".join(wrong_type[0].traceback)
