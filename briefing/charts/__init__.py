"""Charts that take facts: axis, unit, names, reference lines and source are read off them.

One file for each kind of chart. All of them return a :class:`Chart`; :class:`Named` names a list
of members to highlight, and :class:`Table` shows a frame whole.
"""

from briefing.charts.about import Named as Named
from briefing.charts.against import against as against
from briefing.charts.chart import Chart as Chart
from briefing.charts.counts import counts as counts
from briefing.charts.intervals import intervals as intervals
from briefing.charts.lines import lines as lines
from briefing.charts.lorenz import lorenz as lorenz
from briefing.charts.positions import positions as positions
from briefing.charts.ranking import ranking as ranking
from briefing.charts.sources import source_line as source_line
from briefing.charts.table import Table as Table
from briefing.charts.tiles import tiles as tiles
