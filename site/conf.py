"""How Sphinx builds the site. What differs between languages comes from autograder/site/build.py, as JSON."""

import json
import os

edition = json.loads(os.environ["COURSE_EDITION"])

language = edition["language"]
project = edition["title"]
project_copyright = "text CC BY 4.0, code MIT"
extensions = ["myst_nb"]
exclude_patterns = ["extra", "static"]
templates_path = ["_templates"]

nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
# Formulas by the one file that build.py puts there; nothing comes from another server.
mathjax_path = "mathjax/tex-svg.js"
suppress_warnings = ["mystnb.unknown_mime_type"]

html_title = edition["title"]
html_baseurl = edition["address"]
html_context = {"other_languages": edition["others"], "default_mode": "auto"}
html_extra_path = [edition["pages"] + "/extra"]
html_theme = "sphinx_book_theme"
html_static_path = ["_static", edition["pages"] + "/static"]
html_css_files = ["course.css"]
html_js_files = ["course.js"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "footer_content_items": ["copyright"],
    "search_bar_text": edition["search"],
    "article_header_end": ["language-switch.html", "article-header-buttons.html"],
    "navbar_persistent": [],
    "use_download_button": False,
    "use_fullscreen_button": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
