"""The course's grader: lints and releases the notebooks, runs and grades submissions."""

import sys

# jsonschema, which nbformat needs, imports this package where it finds it; that compiles a grammar for two seconds at
# every start, and serves only the checking of internationalized web addresses, of which notebooks have none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
