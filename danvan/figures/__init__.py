"""Forms of charts: each a function from a frame, its columns and a style to a plain figure for plotly.js."""

from danvan.figures.adoption_matrix import adoption_matrix
from danvan.figures.colour import css_variables, token
from danvan.figures.columns import columns
from danvan.figures.coverage_bar import coverage_bar
from danvan.figures.distribution import distribution
from danvan.figures.dumbbell import dumbbell
from danvan.figures.funnel_plot import funnel_plot
from danvan.figures.interval_dots import interval_dots
from danvan.figures.panels_of_columns import panels_of_columns
from danvan.figures.ranked_bar import ranked_bar
from danvan.figures.scatter_points import scatter_points
from danvan.figures.slope_lines import slope_lines
from danvan.figures.small_multiples import small_multiples
from danvan.figures.sparkline import sparkline_svg
from danvan.figures.theme import Figure, Style, config, empty, template
from danvan.figures.tile_map import tile_map
from danvan.figures.trend_lines import trend_lines

__all__ = [
    "Figure",
    "Style",
    "adoption_matrix",
    "columns",
    "config",
    "coverage_bar",
    "css_variables",
    "distribution",
    "dumbbell",
    "empty",
    "funnel_plot",
    "interval_dots",
    "panels_of_columns",
    "ranked_bar",
    "scatter_points",
    "slope_lines",
    "small_multiples",
    "sparkline_svg",
    "template",
    "tile_map",
    "token",
    "trend_lines",
]
