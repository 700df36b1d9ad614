"""A brief on one actor, to be printed or sent: the finding, its course, what changed, and endnotes of sources.

`build` makes the values, `course` samples how likelihoods went, `chart` draws them, `render` writes HTML and
Markdown from the templates in `data/brief`.
"""

from oathbook.analysis.brief.build import Brief, build_brief, snapshot
from oathbook.analysis.brief.course import Course, course_days, take_course
from oathbook.analysis.brief.render import FORMATS, render

__all__ = [
    "FORMATS",
    "Brief",
    "Course",
    "build_brief",
    "course_days",
    "render",
    "snapshot",
    "take_course",
]
