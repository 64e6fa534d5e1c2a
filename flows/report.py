"""The night's summary in words and tables: terminal, Prefect artifact, file in reports/."""

from typing import Any

from flows.steps.summary import COUNTED, NightSummary

_TITLES = {
    "feeds": "feeds",
    "feeds_failed": "failed",
    "links_new": "new links",
    "pages": "pages",
    "unchanged": "unchanged",
    "articles": "articles",
    "versions_new": "versions",
    "mentions": "mentions",
    "problems": "problems",
}


def source_table(summary: NightSummary) -> list[dict[str, Any]]:
    """One row a source, the sums last; column titles as a reader sees them."""
    rows: list[dict[str, Any]] = [
        {"source": row.source, **{_TITLES[name]: getattr(row, name) for name in COUNTED}}
        for row in sorted(summary.sources, key=lambda row: row.source)
    ]
    rows.append({"source": "all", **{_TITLES[name]: summary.total(name) for name in COUNTED}})
    return rows


def headline(summary: NightSummary) -> str:
    """The night in one line."""
    if summary.skipped:
        return f"Night {summary.night:%Y-%m-%d %H:%M} UTC: skipped, {summary.skipped}"
    return (
        f"Night {summary.night:%Y-%m-%d %H:%M} UTC: {summary.total('pages')} pages, "
        f"{summary.total('articles')} articles ({summary.total('versions_new')} new versions), "
        f"{summary.total('mentions')} mentions, {summary.total('problems')} problems "
        f"from {len(summary.sources)} sources in {summary.seconds:.1f} s"
    )


def markdown_report(summary: NightSummary) -> str:
    """The night as a Markdown page: headline, dead sources, changed ones, table."""
    table = source_table(summary)
    columns = list(table[0])
    lines = [f"# {headline(summary)}", ""]
    if summary.dead:
        lines += [f"**Nothing at all came from: {', '.join(summary.dead)}.**", ""]
    if summary.fallen:
        lines += [
            "**Sources whose pages changed:**",
            "",
            *(f"- {one}" for one in summary.fallen),
            "",
        ]
    lines.append("| " + " | ".join(columns) + " |")
    lines.append("|---" * len(columns) + "|")
    lines += ["| " + " | ".join(str(row[name]) for name in columns) + " |" for row in table]
    return "\n".join([*lines, ""])
