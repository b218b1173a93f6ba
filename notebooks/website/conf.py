"""Configuration of the site: Sphinx renders the notebooks from their stored outputs."""

import hashlib
import os
import re
import sys
from base64 import b64encode
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.errors import ExtensionError

from briefing import __version__

project = "A briefing you can compute with"
author = "The briefing authors"
copyright = "2026, the briefing authors; figures: their producers"
release = __version__

sys.path.insert(0, str(Path(__file__).parent))
extensions = [
    "myst_nb",
    "cells",
    "figures",
    "glossary",
    "grids",
    "notfound.extension",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_argparse_cli",
    "sphinx_copybutton",
    "what_if",
]
autodoc_typehints = "none"  # the docstrings give the types
autodoc_member_order = "bysource"
napoleon_use_ivar = True
napoleon_use_param = False  # their words are no names to look up

nb_execution_mode = "off"  # the outputs shown are those stored
nb_render_markdown_format = "myst"  # so that the rule on HTML below holds for outputs, too
nb_number_source_lines = False
# A control of JupyterLab does nothing here: the sentence beside it is shown.
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline", "colon_fence"]
myst_disable_syntax = ["html_block", "html_inline"]  # a cell of data is text, never markup
#: Links to files that lie beside the pages, such as those to take away.
myst_url_schemes = {"http": None, "https": None, "site": "{{path}}"}
copybutton_selector = "div.highlight-text pre, div.highlight-bibtex pre, div.highlight-json pre"
highlight_options = {"pycon": {"stripnl": True}}  # a doctest ends with an empty line

html_theme = "pydata_sphinx_theme"
html_title = project
html_baseurl = os.environ.get("SITE_BASE", "")  # where the site is published, if that is known
notfound_urls_prefix = urlsplit(html_baseurl).path.rstrip("/") + "/"
html_static_path = ["static"]
html_favicon = "static/favicon.svg"
html_css_files = ["site.css", "pages.css"]
html_show_sourcelink = False
html_copy_source = False
html_last_updated_fmt = None
html_use_index = html_domain_indices = False
html_theme_options = {
    "navbar_start": ["navbar-logo"],
    "navbar_align": "left",
    "navbar_center": ["navbar-nav"],
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "search_bar_text": "Search these pages",
    "header_links_before_dropdown": 8,
    "logo": {"text": "Briefing"},
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars = {"**": []}
html_context = {"default_mode": "auto"}


#: What a page may load and run. The theme sets its icons' style from its script, and tables align
#: their cells by attributes: style alone may stand inline. The search reads the pages it lists.
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
    "frame-src 'none'; base-uri 'none'; form-action 'self'"
)
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
ACTIVE = re.compile(
    r"<(?:script|style|iframe|object|embed|base|meta|link|form)\b|<[^>]+\s(?:on\w+\s*=|srcdoc)"
    r"|=\s*[\"']?\s*javascript:",
    re.IGNORECASE,
)


def refuse_active_content(app, page, template, context, doctree):
    """Let nothing a notebook shows run; a script is then the theme's or Sphinx's own."""
    if found := ACTIVE.search(context.get("body", "")):
        raise ExtensionError(
            f"{page}: shows {found[0]!r}, but a page runs the theme's scripts only"
        )
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    context["metatags"] = policy + context.get("metatags", "")


def tell_programs(app, page, template, context, doctree):
    """Put into a page what it says to programs; of a notebook the title and its first point."""
    if doctree and app.env.doc2path(page).endswith(".ipynb"):
        title = doctree.next_node(nodes.title).astext()
        first = doctree.next_node(nodes.list_item)
        point = escape(" ".join((first.astext() if first else title).split()))
        context["metatags"] += (
            f'<meta name="description" content="{point}">'
            f'<meta property="og:title" content="{escape(title)}">'
            f'<meta property="og:description" content="{point}">'
            '<meta property="og:type" content="article">'
        )
    path = Path(app.srcdir, f"{page}.jsonld")
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        context["metatags"] += f'<script type="application/ld+json">{text}</script>'


#: Chinese words; what is drawn, and what a tag says, is left as it is.
CHINESE = re.compile(
    r"<svg.*?</svg>|<[^>]*>|([\u3400-\u9fff][\u3000-\u9fff\uff00-\uffef]*)", re.DOTALL
)


def name_languages(app, page, template, context, doctree):
    """Say of Chinese words that they are Chinese, so that they are read aloud as such."""
    context["body"] = CHINESE.sub(
        lambda found: f'<span lang="zh">{found[1]}</span>' if found[1] else found[0],
        context.get("body", ""),
    )


def admit_the_theme(app, error):
    """Name in each page's policy, by their hashes, the inline scripts of its template."""
    for path in [] if error else Path(app.outdir).rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        hashes = {hashlib.sha256(text.encode()).digest() for text in SCRIPT.findall(page)}
        named = " ".join(f"'sha256-{b64encode(one).decode()}'" for one in sorted(hashes))
        path.write_text(page.replace("{hashes}", named, 1), encoding="utf-8")


def setup(app):
    app.connect("html-page-context", refuse_active_content)
    app.connect("html-page-context", tell_programs)
    app.connect("html-page-context", name_languages)
    app.connect("build-finished", admit_the_theme)
