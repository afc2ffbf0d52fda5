"""The titles of a roster's columns, in the languages in which Moodle writes them, as one set of English names."""

import re
import unicodedata

# As Moodle's language packs publish them: Spanish, Portuguese (also that of Brazil), French, German.
SPELLINGS = {
    "identifier": ("Identificador", "Identifiant"),
    "fullname": ("Nombre completo", "Nome completo", "Nom complet", "Vollständiger Name"),
    "firstname": ("Nombre", "Nome", "Prénom", "Vorname", "Given name"),
    "lastname": ("Apellido(s)", "Apelido", "Sobrenome", "Nom", "Nom de famille", "Nachname", "Surname", "Family name"),
    "username": (
        "Nombre de usuario", "Nome de utilizador", "Nome de usuário", "Identificação de usuário", "Nom d'utilisateur",
        "Anmeldename",
    ),
    "idnumber": (
        "Número de ID", "Número de identificación", "Número de identificação", "Número de identificação (ID)",
        "Numéro d'identification", "ID-Nummer",
    ),
    "emailaddress": (
        "Dirección de correo", "Dirección Email", "Correo electrónico", "Endereço de e-mail",
        "Endereço de correio eletrónico", "Adresse de courriel", "Adresse e-mail", "E-Mail-Adresse",
    ),
    "grade": ("Calificación", "Nota", "Note", "Bewertung"),
    "lastmodifiedsubmission": (
        "Última modificación (entrega)", "Última modificación (envío)", "Última atualização (submissão)",
        "Última modificação (envio)", "Dernière modification (travail remis)", "Zuletzt geändert (Abgabe)",
    ),
}  # fmt: skip


def letters(text: str) -> str:
    """Return a text's letters and digits alone, without accents, in lower case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if one.isalnum())


ENGLISH = {letters(spelling): name for name, spellings in SPELLINGS.items() for spelling in spellings}


def columns(titles: list[str], first_cells: list[str]) -> list[str]:
    """Name the columns: by their titles, and those of Moodle's grading worksheet in any language by their places.

    Args:
        titles: the first line.
        first_cells: what stands in the first column below.
    """
    names = [ENGLISH.get(letters(title), letters(title)) for title in titles]
    handed_in = _handed_in(titles)
    if handed_in and first_cells and all(re.fullmatch(r"\D+\d+", cell) for cell in first_cells):
        # First "Participant 12", then the name, unless it is hidden, and in the end when work and grade were changed.
        names[0], names[handed_in] = "identifier", "lastmodifiedsubmission"
        if not set(names) & {"fullname", "status", "estado", "statut"}:
            names[1] = "fullname"
    return names


def _handed_in(titles: list[str]) -> int:
    """Find the first of two titles like "Last modified (submission)" and "Last modified (grade)"; 0 for none."""
    before = [re.fullmatch(r"(.+?) ?\(.+\)", title.strip()) for title in titles]
    words = [found[1] if found else "" for found in before]
    return next((i for i, word in enumerate(words) if word and words.count(word) == 2), 0)
