"""Which forms of a number the ledger sees."""

import time

import pytest

from briefing.facts.numerals import FORMS, NUMERAL


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31.7% and 6.2 %, then 10", ["31.7%", "6.2 %", "10"]),
        ("1,234.5 or 12,", ["1,234.5", "12"]),
        ("Jan. 5. In 2024.", ["5", "2024"]),
        ("the 1st, 2nd, 3rd and 4th", ["1st", "2nd", "3rd", "4th"]),
        ("fifty-six in the twenties", ["fifty", "six"]),
        ("double-digit; Twice; HALF", ["double", "Twice", "HALF"]),
        ("First, tenth and both", ["First", "tenth", "both"]),
        ("none often weighs attention; someone's onetime manifold", []),
        ("A4 and m2, 5%6", ["4", "2", "5%", "6"]),
        ("½ of ② and 2½, Ⅳ", ["½", "②", "2½", "Ⅳ"]),
        ("doubled tripled halved quadruple", ["doubled", "tripled", "halved", "quadruple"]),
        ("twofold, tenfold, thrice", ["twofold", "tenfold", "thrice"]),
        ("a score, nil, one billionth", ["score", "nil", "one", "billionth"]),
        ("七成、百分之七十、两位数", ["七成", "百分之七十", "两位数"]),
        ("三分之一，二〇二四年，数十万", ["三分之一", "二〇二四", "数十万"]),
        ("一个，一般，统一，成为", ["一个"]),
        ("fell −0.3% or -0.3 %, (+5)", ["−0.3%", "-0.3 %", "+5"]),
        ("2024-01, 5–6 and 3−1", ["2024", "01", "5", "6", "3", "1"]),
        ("1 234.5, 1\u202f234 and 12 345 %", ["1 234.5", "1\u202f234", "12 345 %"]),
        ("in 2024 100 firms", ["2024", "100"]),
        ("3.14e5 and 2E−3, not 5e", ["3.14e5", "2E−3", "5"]),
    ],
)
def test_numerals_in_digits_and_words(text, found):
    assert NUMERAL.findall(text) == found


def test_the_forms_that_are_said_to_be_seen_are_seen():
    seen, _, unseen = FORMS.partition("Not seen: ")
    for form in ("31.7%", "−0.3 %", "1 234.5", "½", "②", "Ⅳ", "doubled", "nil", "百分之七十"):
        assert form in seen and NUMERAL.fullmatch(form)
    for form in ("IV", "²", "several", "single", "none"):
        assert form in unseen and not NUMERAL.search(form)


@pytest.mark.parametrize("unit", ["7 ", "777 ", "7", "1,", "ten ", "一", "- ", "t", "1.1e"])
def test_numerals_are_found_in_linear_time(unit):
    text = unit * (1_000_000 // len(unit))
    begun = time.process_time()
    assert sum(1 for _ in NUMERAL.finditer(text)) <= 500_000
    assert time.process_time() - begun < 2
