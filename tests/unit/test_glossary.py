"""The glossary of the site: its page, and a link where a page first uses a term."""

import re
from pathlib import Path

import pages
import pytest
from sphinx.testing.util import SphinxTestApp

from briefing.facts import tables
from conftest import add

CONF = f"""
import sys
sys.path.insert(0, {str(pages.WEBSITE)!r})
extensions = ["myst_parser", "glossary"]
"""
PAGE = """# Vintages

`vintage`, *vintage* and vintage-like are no uses; vintages are, and a vintage is the second.
[GVA](https://example.org) leads elsewhere; GVA is another name of value added.
He confirmed it. It is **confirmed**, or **confirmed on 1 of 2 readings**.

```{toctree}
words
```
"""
WORDS = "# Words\n\n```{terms}\n```\n"


@pytest.fixture
def built(invented, tmp_path, monkeypatch):
    """Build two pages with the invented glossary; give their HTML."""
    for term in ("confirmed", "confirmed on n of m readings"):
        add(invented, "vocabulary/glossary.csv", term=term, meaning="<b>A verdict.</b>")
    monkeypatch.setattr(tables, "data_folder", lambda: invented)
    tables.forget()
    source = tmp_path / "source"
    source.mkdir()
    for name, text in {"conf.py": CONF, "index.md": PAGE, "words.md": WORDS}.items():
        (source / name).write_text(text)
    app = SphinxTestApp(
        "html", srcdir=source, confoverrides={"myst_disable_syntax": ["html_inline"]}
    )
    app.build()
    yield {path.stem: path.read_text() for path in Path(app.outdir).glob("*.html")}
    assert app.warning.getvalue() == ""
    app.cleanup()
    tables.forget()


def test_a_page_links_each_term_once_where_it_is_first_used(built):
    links = re.findall(
        r'<a class="term[^>]* href="([^"]*)" title="([^"]*)">(.*?)</a>', built["index"]
    )
    assert [(where, words) for where, _, words in links] == [
        ("words.html#term-vintage", "vintages"),
        ("words.html#term-value-added", "GVA"),
        ("words.html#term-confirmed", "confirmed"),
        ("words.html#term-confirmed-on-n-of-m-readings", "confirmed on 1 of 2 readings"),
    ]
    assert links[0][1] == "The publication that a figure stands in."
    assert "no uses; <a" in built["index"] and "or <strong><a" in built["index"]


def test_the_glossary_lists_each_term_and_shows_data_as_text(built):
    terms = re.findall(r'<dt id="term-[\w-]+">(.*?)<a', built["words"])
    assert terms == ["confirmed", "confirmed on n of m readings", "value added", "GVA", "vintage"]
    assert "&lt;b&gt;A verdict.&lt;/b&gt;" in built["words"] and 'class="term' not in built["words"]
