"""In JupyterLab: choose what is assumed, and see the answer and its chart move."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Any

import ipywidgets

from briefing import charts
from briefing.facts.assumed import Assumption
from briefing.what_if.question import Question, Told

_VIEW = "application/vnd.jupyter.widget-view+json"


class Choose:
    """A control for each assumption that moves an answer, with the sentence and the chart below.

    Where nothing runs (a stored notebook on a code host, the site), the sentence stands alone.

    Parameters
    ----------
    question : Question
        What is asked, e.g. ``questions()["others"]``.
    """

    def __init__(self, question: Question):
        self.question = question
        self.controls = {id: _control(question.assumed[id]) for id in question.moved_by}
        self.answer = ipywidgets.HTML()
        for control in self.controls.values():
            control.observe(self._answer, "value")
        self._answer()
        # A name of its own, so that a stored notebook names the same widget each time.
        self.box = ipywidgets.VBox(
            [*self.controls.values(), self.answer], model_id=f"what-if-{question.id}"
        )

    @property
    def told(self) -> Told:
        """The answer under what is chosen."""
        return self.question.told(**{id: one.value for id, one in self.controls.items()})

    def _answer(self, change: object = None) -> None:
        told = self.told
        title = told.state[:1].upper() + told.state[1:]
        facts = [told.moving, *told.beside]
        chart = charts.intervals(facts, title=title, reference=told.line)
        picture = b64encode(chart.png()).decode()
        self.answer.value = (
            f"<p aria-live='polite'>{escape(told.sentence)}</p>"
            f"<img alt='{escape(chart.alt)}' src='data:image/png;base64,{picture}' width='660'>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        text = f"{self.question.text} {self.told.sentence}"
        return {
            "text/plain": text,
            "text/markdown": text,
            _VIEW: self.box._repr_mimebundle_()[_VIEW],
        }


def _control(one: Assumption) -> Any:
    """List the values to choose from; arrow keys go from one to the next."""
    return ipywidgets.Dropdown(
        options=[(one.taking(value).shown, value) for value in one.steps],
        value=one.value,
        description=one.name,
        tooltip=one.meaning,
        style={"description_width": "8em"},
        layout={"width": "28em"},
    )
