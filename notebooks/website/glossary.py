"""The glossary: its page, and a link to what a term means where a page first uses it."""

import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.domains.std import Glossary

#: Where a term is not linked: it is a name there, or leads elsewhere, or stands as it was typed.
APART = {nodes.title, nodes.reference, nodes.emphasis, nodes.literal, nodes.table, addnodes.desc}

#: What stands before a word of another's name: it is no term in "minister of industry".
OFFICE = "(?<!minister of )(?<!ministry of )(?<!light )"


class Terms(Glossary):
    """List every term of the data package, in the order of the alphabet."""

    has_content = False

    def run(self):
        """Fill the glossary from its table."""
        from briefing.facts.tables import package

        lines = []
        for row in sorted(package().table("glossary"), key=lambda row: row["term"].lower()):
            names = [row["term"], *filter(None, [row["also"]])]
            lines += [*names, f"   {row['meaning']}", ""]
        self.content = StringList(lines, source="data/vocabulary/glossary.csv")
        return super().run()


def pattern(row):
    """Write the expression that finds a term or its other name, also in the plural."""
    names = [re.escape(name) for name in (row["term"], row["also"]) if name]
    return f"(?:{'|'.join(names)})s?".replace(r"n\ of\ m", r"\d+\ of\ \d+")


def link_terms(app, doctree, page):
    """Link each term where the text of a page first uses it, its meaning being the link's title.

    A verdict of one word is an everyday word, too: it is linked only where it is printed bold.
    """
    objects = app.env.get_domain("std").get_objects()
    places = {name: (at, anchor) for name, _, kind, at, anchor, _ in objects if kind == "term"}
    if not places or page in {at for at, _ in places.values()}:
        return
    from briefing.facts.tables import package
    from briefing.verdicts.verdict import Outcome, Verdict

    rows = sorted(package().table("glossary"), key=lambda row: -len(row["term"]))
    groups = "|".join(f"({pattern(row)})" for row in rows)
    expression = re.compile(rf"(?<![\w-]){OFFICE}(?:{groups})(?![\w-])", re.IGNORECASE)
    everyday = {word for word in (*Outcome, *Verdict) if " " not in word}
    unused = dict(enumerate(rows, 1))

    def linked(text, bold):
        end = 0
        for found in expression.finditer(text):
            row = unused.get(found.lastindex)
            if row and (bold or row["term"] not in everyday):
                del unused[found.lastindex]
                at, anchor = places[row["term"]]
                uri = f"{app.builder.get_relative_uri(page, at)}#{anchor}"
                more = {"refuri": uri, "reftitle": row["meaning"], "classes": ["term"]}
                yield nodes.Text(text[end : found.start()])
                yield nodes.reference("", found[0], internal=True, **more)
                end = found.end()
        yield nodes.Text(text[end:])

    for text in list(doctree.findall(nodes.Text)):
        around = [type(node) for node in _around(text)]
        if nodes.paragraph in around and not APART.intersection(around):
            text.parent.replace(text, list(linked(text, nodes.strong in around)))


def _around(node):
    """List the nodes that a node lies in."""
    found = []
    while node := node.parent:
        found.append(node)
    return found


def setup(app):
    """Make both known to Sphinx."""
    app.add_directive("terms", Terms)
    app.connect("doctree-resolved", link_terms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
