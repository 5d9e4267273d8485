"""How `make docs` builds the pages: Sphinx reads the Markdown as it is, links included."""

project = "Fortnight"
html_title = "Fortnight"
copyright = ""  # noqa: A001 - Sphinx reads this name
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = [
    "docs/*.md",
    "docs/decisions/*.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
]
exclude_patterns = [".*", "site", "packages", "tests"]
nitpicky = True  # with --fail-on-warning: a link to what is not there ends the build
myst_heading_anchors = 3
html_theme = "furo"
html_extra_path = ["_extra"]
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": False, "top_of_page_buttons": []}
# The picture of the imports stays text: drawing it would take a script from the internet.
suppress_warnings = ["misc.highlighting_failure"]
