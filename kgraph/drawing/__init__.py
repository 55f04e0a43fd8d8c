"""Pictures as text: heatmaps, Sankey diagrams, sunbursts and graphs, for any page and without a browser.

Everything here is pure: the same numbers and names give the same bytes. Colour never stands alone: a sign, a pattern
or a word says the same.
"""
