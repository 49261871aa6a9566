"""Dates: the grammar of days and times of day in English and Arabic, and what is dated.

`dating` reads a text's dates as sets of days; `events` names the event that a
date belongs to. The facet compares them.
"""
