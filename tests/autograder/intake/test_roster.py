"""The class lists that learning platforms export, in each form, and the times in them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.intake.people import read_people
from autograder.intake.roster import read_roster
from autograder.problems import UserError

# Moodle's grading worksheet as its language packs write it: name of the language, titles, number, status, time.
WORKSHEETS = {
    "English": (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
        "Last modified (submission),Last modified (grade),Feedback comments",
        "Participant 12,Ada Lovelace,ada@example.org,Submitted,,20.00,Yes,"
        '"Friday, 6 November 2026, 11:58 PM","Monday, 9 November 2026, 8:00 AM",',
    ),
    "Spanish": (
        "Identificador,Nombre completo,Dirección de correo,Estado,Calificación,Calificación máxima,"
        "La calificación puede ser cambiada,Última modificación (entrega),Última modificación (calificación),"
        "Comentarios de retroalimentación",
        'Participante 12,Ada Lovelace,ada@example.org,Enviado,,"20,00",Sí,'
        '"viernes, 6 de noviembre de 2026, 23:58","lunes, 9 de noviembre de 2026, 08:00",',
    ),
    "Portuguese": (
        "Identificador,Nome completo,Endereço de e-mail,Estado,Nota,Nota máxima,A nota pode ser alterada,"
        "Última atualização (submissão),Última atualização (avaliação),Comentários",
        'Participante12,Ada Lovelace,ada@example.org,Submetido,,"20,00",Sim,"Sexta, 6 de novembro de 2026 às 23:58",-,',
    ),
    "Brazilian": (
        "Identificador,Nome completo,Endereço de email,Status,Nota,Nota máxima,Nota pode ser alterada,"
        "Última modificação (envio),Última modificação (nota),Comentários de feedback",
        'Participante12,Ada Lovelace,ada@example.org,Enviado,,"20,00",Sim,"sexta-feira, 6 nov. 2026, 23:58",-,',
    ),
    "French": (
        "Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,La note peut être modifiée,"
        "Dernière modification (travail remis),Dernière modification (note),Feedback par commentaires",
        'Participant12,Ada Lovelace,ada@example.org,Remis,,"20,00",Oui,"vendredi 6 novembre 2026, 23:58",-,',
    ),
    "German": (
        "ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,"
        "Zuletzt geändert (Abgabe),Texteingabe online,Zuletzt geändert (Bewertung),Feedback als Kommentar",
        'Teilnehmer/in12,Ada Lovelace,ada@example.org,Abgegeben,,"20,00",Ja,"Freitag, 6. November 2026, 23:58",,-,',
    ),
    "Italian, by position": (
        "Identificativo,Cognome e nome,Email,Stato,Voto,Ultima modifica (consegna),Ultima modifica (valutazione)",
        "Partecipante12,Ada Lovelace,ada@example.org,Consegnato,,2026-11-06 23:58,-",
    ),
}
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,Homework (77)"
CANVAS_ROWS = (
    ",,,,,Manual Posting\n"
    "    Points Possible,,,,,20\n"
    '"Lovelace, Ada",12,S1,ada,A,\n'
    '"García, José",13,S2,,A,\n'
    '"Student, Test",99,,a94a8fe5ccb19ba61c4c0873d391e987982fbbd3,A,\n'
)


def written(folder: Path, text: str) -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("titles", "line"), WORKSHEETS.values(), ids=WORKSHEETS)
def test_moodles_worksheet_is_read_in_each_language(tmp_path: Path, titles: str, line: str) -> None:
    (ada,) = read_roster(written(tmp_path, f"\ufeff{titles}\n{line}\n"))
    assert (ada.id, ada.name, set(ada.participants)) == ("ada@example.org", "Ada Lovelace", {"12"})
    assert ada.time == datetime(2026, 11, 6, 23, 58).astimezone()


@pytest.mark.parametrize(
    "titles",
    [
        "Given Name,Surname,ID number",
        "Nombre,Apellido(s),Número de ID",
        "Nome,Sobrenome,Número de identificação",
        "Nome,Apelido,Número de identificação (ID)",
        "Prénom,Nom de famille,Numéro d'identification",
        "Vorname,Nachname,ID-Nummer",
        "First Name,Last Name,SID",
    ],
)
def test_lists_of_participants_are_read_in_each_language(tmp_path: Path, titles: str) -> None:
    (ada,) = read_roster(written(tmp_path, f"{titles}\nAda,Lovelace,001\n"))
    assert (ada.id, ada.name) == ("001", "Ada Lovelace")
    assert read_people(tmp_path, {"001"})["001"].name == "Ada Lovelace"


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        (CANVAS, CANVAS_ROWS),
        (CANVAS, CANVAS_ROWS.replace("Manual Posting", "Muted")),
        (CANVAS, CANVAS_ROWS.replace(",,,,,Manual Posting\n", "")),
        (
            CANVAS.replace("Student", "LastName,FirstName"),
            CANVAS_ROWS.replace(",,,,,", ",,,,,,").replace('"', "").replace(", ", ","),
        ),
    ],
)
def test_rows_of_canvas_that_are_no_students_are_left_out(tmp_path: Path, titles: str, rows: str) -> None:
    people = read_roster(written(tmp_path, f"{titles}\n{rows}"))
    assert [(one.id, one.name, set(one.users)) for one in people if one.id] == [
        ("ada", people[0].name, {"12"}),
    ]
    assert {"lovelaceada", "adalovelace"} <= people[0].names
    assert len(people) == 2


def test_blank_in_the_column_of_ids_does_not_change_the_column(tmp_path: Path) -> None:
    """José has no login: the others keep theirs, and the export holds nobody twice."""
    people = read_roster(written(tmp_path, f"{CANVAS}\n{CANVAS_ROWS}"), {"ada", "jose"})
    assert [one.id for one in people] == ["ada", ""]
    assert read_people(tmp_path, {"ada", "jose"}).keys() == {"ada"}


def test_column_is_the_one_that_fits_what_was_collected(tmp_path: Path) -> None:
    path = written(tmp_path, "Username,ID number,Email\nada,S1,ada@example.org\nbob,,bob@example.org\n")
    assert [one.id for one in read_roster(path)] == ["ada", "bob"]
    assert [one.id for one in read_roster(path, {"ada@example.org"})] == ["ada@example.org", "bob@example.org"]
    assert [one.id for one in read_roster(path, {"S1", "S9"})] == ["S1", ""]


def test_roster_with_other_ids_than_submitted_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "Username,Email\nada,ada@example.org\n")
    with pytest.raises(UserError) as error:
        read_roster(path, {"ada_lovelace", "bob_good"})
    assert "roster.csv does not name anybody in submitted/, for example ada_lovelace" in str(error.value)
    with pytest.raises(UserError):
        read_people(tmp_path, {"ada_lovelace"})


@pytest.mark.parametrize(("composed", "decomposed"), [("jos\u00e9", "jose\u0301"), ("Ada", "ada")])
def test_ids_that_only_look_different_to_a_computer_are_one(tmp_path: Path, composed: str, decomposed: str) -> None:
    with pytest.raises(UserError, match="several lines of"):
        read_roster(written(tmp_path, f"username\n{composed}\n{decomposed}\n"))


def test_cell_with_line_breaks_and_gradescopes_columns_are_read(tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,SID,Email,Status,Submission ID,Submission Time,Comment\n"
        'Ada,Lovelace,,ada@example.org,Graded,77,2026-11-06 23:58:00 -0800,"good\n\nwork, Ada"\n'
        "Bob,Good,,bob@example.org,Missing,,,\n"
    )
    ada, bob = read_roster(written(tmp_path, text))
    assert (ada.id, ada.time) == ("ada@example.org", datetime(2026, 11, 7, 7, 58, tzinfo=UTC))
    assert (bob.id, bob.time, bob.doubt) == ("bob@example.org", None, "")


def times(folder: Path, *texts: str) -> list[tuple[str, str]]:
    """Return of each time in a roster what it is in UTC, and what is wrong with it."""
    lines = "".join(f's{number}\t"{text}"\n' for number, text in enumerate(texts))
    people = read_roster(written(folder, f"username\ttimestamp\n{lines}"))
    return [(f"{one.time.astimezone(UTC):%m-%d %H:%M:%S}" if one.time else "", one.doubt) for one in people]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-06T23:58:07Z", "11-06 23:58:07"),
        ("2026-11-06 23:58:07.123456 UTC", "11-06 23:58:07"),
        ("2026-11-06 23:58:07 +0100", "11-06 22:58:07"),
        ("2026-11-06 23:58 GMT-8", "11-07 07:58:00"),
        ("2026-11-06 23:58 UTC+01:00", "11-06 22:58:00"),
        ("2026-11-06 23:58 America/Santiago", "11-07 02:58:00"),
        ("2026-07-06 23:58 Europe/Berlin", "07-06 21:58:00"),
        ("6 Nov 2026 11:58 p. m. UTC", "11-06 23:58:00"),
        ("November 6th, 2026 at 12:05 am UTC", "11-06 00:05:00"),
        ("lundi 1er août 2026 à 8h30 UTC", "08-01 08:30:00"),
        ("Dienstag, 3. März 2026, 10:15 Uhr UTC", "03-03 10:15:00"),
        ("martes, 3 de marzo de 2026, 10:15 UTC", "03-03 10:15:00"),
        ("2026-11-06-23-58-00 UTC", "11-06 23:58:00"),
        ("06.13.2026 23:58 UTC", "06-13 23:58:00"),
        ("11/11/2026 23:58 UTC", "11-11 23:58:00"),
        ("23:58 UTC, 6 November 2026", "11-06 23:58:00"),
    ],
)
def test_time_is_read_with_its_zone(tmp_path: Path, text: str, utc: str) -> None:
    assert times(tmp_path, text) == [(utc, "")]


def test_time_without_a_zone_is_local_and_keeps_its_hour(tmp_path: Path) -> None:
    (ada,) = read_roster(written(tmp_path, "username,timestamp\nada,2026-11-06-23-58-00\n"))
    assert ada.time == datetime(2026, 11, 6, 23, 58).astimezone()


def test_order_of_day_and_month_shows_in_the_whole_column(tmp_path: Path) -> None:
    assert times(tmp_path, "06.11.2026 12:00 UTC", "13.11.2026 12:00 UTC") == [
        ("11-06 12:00:00", ""),
        ("11-13 12:00:00", ""),
    ]
    assert times(tmp_path, "06/11/2026 12:00 UTC", "06/13/2026 12:00 UTC")[0] == ("06-11 12:00:00", "")


@pytest.mark.parametrize("other", ["07.11.2026 12:00", "13.11.2026 12:00', '11.13.2026 12:00", "-", "November"])
def test_time_that_may_be_two_is_named(tmp_path: Path, other: str) -> None:
    found = times(tmp_path, "06.11.2026 12:00", *other.split("', '"))
    assert found[0] == ("", "the time '06.11.2026 12:00' may be of 2026-11-06 or of 2026-06-11")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("2026-11-06 23:58 PST", "the time '2026-11-06 23:58 PST' has an unknown time zone: PST"),
        ("2026-11-06 23:58 Mars/Base", "the time '2026-11-06 23:58 Mars/Base' has an unknown time zone: Mars/Base"),
        ("2026-11-06", "the time '2026-11-06' has no time of day"),
        ("Nov 6 at 11:58pm", "the time 'Nov 6 at 11:58pm' is not understood"),
        ("2026-13-45 23:58", "the time '2026-13-45 23:58' is not understood"),
        ("2026-11-06 25:58", "the time '2026-11-06 25:58' is not understood"),
        ("6 Brumaire 2026 12:00", "the time '6 Brumaire 2026 12:00' is not understood"),
        ("-", ""),
    ],
)
def test_time_that_cannot_be_read_is_named(tmp_path: Path, text: str, doubt: str) -> None:
    assert times(tmp_path, text) == [("", doubt)]
