"""Answers as pictures, for print and notebooks: matplotlib figures that save as SVG and PNG.

Colour is data, the rest is ink on paper: a hue means an allegiance and nothing else. Thickness is probability,
slope is how well a date is known, fill is basis. matplotlib is imported here and nowhere else, and this room
only when a chart is asked for.
"""

from oathbook.charts.flows import draw_flows
from oathbook.charts.network import draw_network
from oathbook.charts.plots import Chart, Plots
from oathbook.charts.saving import save, to_svg
from oathbook.charts.timeline import TimelineChart, draw_timeline

__all__ = [
    "Chart",
    "Plots",
    "TimelineChart",
    "draw_flows",
    "draw_network",
    "draw_timeline",
    "save",
    "to_svg",
]
