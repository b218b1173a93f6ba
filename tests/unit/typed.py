"""What nobody may type into a notebook: numbers, and words that compare.

Both come from the facts: a number from the data or a computation, a word of direction or comparison
from briefing.findings, a definition from the glossary, an assumption from the cell tagged
`parameters`, where it stands as in the table of assumptions.
"""

import ast
import re

from briefing.facts.assumed import assumptions
from briefing.facts.numerals import NUMERAL
from briefing.facts.official import series, vintages
from briefing.facts.said import briefings, registry
from briefing.facts.scope import vocabulary
from briefing.facts.tables import package
from briefing.wording import Qualifier, shown

#: Words that say which of two things is greater, came first, or which way something went.
COMPARING = """
above below over under than beyond ahead behind more most less least fewer fewest
higher highest lower lowest upper uppermost greater greatest larger largest bigger biggest smaller
smallest faster fastest slower slowest stronger strongest weaker weakest better best worse worst
longer longest shorter shortest wider widest narrower narrowest tighter looser nearer closer
rise rises rose risen rising fall falls fell fallen falling drop drops dropping gain gains gained
gaining increase increases increased increasing decrease decreases decreased decreasing decline
declines declined declining climb climbs climbed shrink shrinks shrank shrunk shrinking
slowed slowing quicken quickens quickened accelerate accelerated decelerate decelerated soar soared
plunge plunged surge surged upward upwards downward downwards lead leads led leading lag lags lagged
lagging trail trails trailed trailing exceed exceeds exceeded exceeding outgrow outgrows outgrew
outgrown outpace outpaced outstrip outstripped surpass surpassed overtake overtook beat beats
""".split()
#: Expressions that hold such a word and compare nothing: the ends of any range.
HARMLESS = ("lower end", "upper end", "lower edge", "a decimal was dropped", "behind this page")
#: Numbers that may stand in code: nothing, one, and the hundred of percent.
NEUTRAL = (0, 1, 100)
PERIOD = re.compile(r"\d{4}(-\d{2}(/\d{4}-\d{2})?)?")

_COMPARING = re.compile(rf"\b(?:{'|'.join(COMPARING)})\b", re.IGNORECASE)


def names():
    """Every name in the data that would itself be refused, the longest first."""
    words = vocabulary()
    found = {*words.measures, *words.populations, *words.series}
    found |= {row["label"] for row in words.populations.values()}
    found |= {vintage for name in series() for vintage in vintages(name)}
    found |= {id for key in briefings() for id in registry(key)}
    found |= {row["term"] for row in package().table("glossary")} | {"above designated size"}
    return sorted((name for name in found if refused(name, ())), key=len, reverse=True)


def refused(text, known=None):
    """List what may not be typed into prose, a heading or a string of code.

    Parameters
    ----------
    text : str
        Where a link leads is no prose, and is left out.
    known : list of str, optional
        Names that may be typed; without it, those of the data.
    """
    known = NAMES if known is None else known
    text = re.sub(r"\]\([^)\s]*\)", "]", text)
    for name in (*known, *HARMLESS):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    found = [match.group() for match in NUMERAL.finditer(text)]
    found += [sign for sign in text if sign.isnumeric() and not sign.isdecimal()]
    found += [match.group() for match in _COMPARING.finditer(text)]
    found += re.findall(rf"(?i)[*_“\"](?:{TERMS})[*_”\"] (?:is|are|means?)\b", text)
    return found


def parameter(one):
    """Write an assumption as the cell of parameters must: what it is, and how far it may go."""
    value = f'"{one.default}"' if one.choices else shown(one.default)
    return f"{one.id} = {value}  # {one.meaning}: {one.range}"


def refused_in_code(source, parameters=False):
    """List what may not be typed into a code cell; that of parameters says what the table says."""
    if parameters:
        table = {parameter(one) for one in assumptions().values()}
        return [line for line in source.splitlines() if line not in table]
    tree, found = ast.parse(source), []
    specs = [value.format_spec for value in _all(tree, ast.FormattedValue) if value.format_spec]
    formats = {id(node) for spec in specs for node in ast.walk(spec)}
    for node in _all(tree, ast.Constant):
        value = node.value
        if isinstance(value, str) and id(node) not in formats:
            whole = value in KNOWN or PERIOD.fullmatch(value)
            found += [] if whole else refused(value)
        elif isinstance(value, int | float) and value not in NEUTRAL:
            found.append(str(value))
    # Not even a neutral number is written out, or drawn.
    for node in _all(tree, ast.FormattedValue):
        found += [ast.unparse(node.value)] if isinstance(node.value, ast.Constant) else []
    for call in _all(tree, ast.Call):
        if ast.unparse(call.func).startswith("charts."):
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            found += [ast.unparse(one) for one in given if _is_typed(one)]
    return found


def _all(tree, kind):
    return [node for node in ast.walk(tree) if isinstance(node, kind)]


def _is_typed(node):
    """Tell a number, or a list written out, from what was read or computed."""
    node = node.operand if isinstance(node, ast.UnaryOp) else node
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return any(isinstance(one, ast.Constant) for one in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


TERMS = "|".join(re.escape(row["term"]) for row in package().table("glossary"))
NAMES = names()
KNOWN = {*NAMES, *Qualifier, *briefings(), *assumptions()}
