"""Students' text as HTML that a teacher can open: nbgrader's pages take this in place of nbconvert's own filter.

The formgrader shows a notebook's text cells as Markdown, in which HTML may stand, scripts too. nbgrader_config.py
puts this filter in between. Pictures must come with the notebook: one from elsewhere would tell its server who
opens the page, and when. Neither classes nor ids are kept, since the formgrader finds its own controls by them.
"""

import re
from html import unescape
from typing import Any

import bleach
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = {
    *bleach.ALLOWED_TAGS,
    *("br", "dd", "del", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "kbd", "p"),
    *("pre", "s", "span", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u"),
}
# What is attached to a cell has become such an address before.
OWN_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,", re.IGNORECASE)
LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)


@pass_context
def safe_markdown(context: Context | dict[str, Any], source: str) -> str:
    """Turn Markdown into HTML without anything that acts.

    Args:
        context: the page's; its cell may have pictures attached.
        source: the Markdown of one cell.

    Returns:
        HTML in which scripts, styles, frames and forms are shown as text, and event handlers are left out.

    Example:
        >>> safe_markdown({}, "**a** <script>x</script>").strip()
        '<p><strong>a</strong> &lt;script&gt;x&lt;/script&gt;</p>'
    """
    attachments = (context.get("cell") or {}).get("attachments") or {}
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        html = MarkdownWithMath(renderer=renderer).render(source)
    except Exception as error:  # attachments are the student's too, and may be anything
        html = f"<p>This text cannot be shown: {type(error).__name__}.</p>"
    return str(bleach.clean(html, tags=TAGS, attributes=_keeps, protocols={"http", "https", "mailto", "data"}))


def _keeps(tag: str, attribute: str, value: str) -> bool:
    address = re.sub(r"[\x00-\x20]", "", unescape(value))  # as browsers read it
    if (tag, attribute) == ("img", "src"):
        return OWN_PICTURE.match(address) is not None
    if (tag, attribute) == ("a", "href"):
        return LINK.match(address) is not None
    return attribute in ("title", "alt", "width", "height", "align")
