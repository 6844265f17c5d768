"""Claims and estimates as tables: CSV for spreadsheets, Parquet for data frames."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from miner.errors import BadInput
from miner.export.lines import write_lines
from miner.model.evidence import Evidence, EvidenceGraph
from miner.resources import install_command
from miner.weigh.pooling import Candidate, Refused, judge

Row = dict[str, str | int | float | bool | None]
_TEXT, _INT, _NUMBER, _BOOL = "string", "int64", "double", "bool"
_SAID: Final = {
    "paper": _TEXT, "document": _TEXT, "year": _INT, "design": _TEXT, "n": _INT, "population": _TEXT,
    "retracted": _BOOL, "subject": _TEXT, "subject_text": _TEXT, "subject_state": _TEXT, "object": _TEXT,
    "object_text": _TEXT, "sign": _INT, "certainty": _TEXT, "comparison": _TEXT, "adjusted": _BOOL, "subgroup": _TEXT,
    "section": _TEXT,
}  # fmt: skip
CLAIM_COLUMNS: Final = {
    **_SAID, "mediators": _TEXT, "estimates": _TEXT, "background": _BOOL, "start": _INT, "end": _INT, "quote": _TEXT,
}  # fmt: skip
ESTIMATE_COLUMNS: Final = {
    **_SAID, "measure": _TEXT, "value": _NUMBER, "ci_low": _NUMBER, "ci_high": _NUMBER, "ci_level": _NUMBER,
    "p_op": _TEXT, "p": _NUMBER, "audit": _TEXT, "turned": _BOOL, "contrast": _TEXT, "not_pooled": _TEXT,
    "start": _INT, "end": _INT, "text": _TEXT, "quote": _TEXT,
}  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula: OWASP's advice is an apostrophe before it.
_FORMULA: Final = ("=", "+", "@", "\t", "\r")


def write_claims(graph: EvidenceGraph, path: Path) -> None:
    """Write one row a claim, as CSV or Parquet by the suffix; raises BadInput for another."""
    _write(_claim_rows(graph), CLAIM_COLUMNS, path)


def write_estimates(graph: EvidenceGraph, path: Path) -> None:
    """Write one row an estimate of a claim, as CSV or Parquet by the suffix; raises BadInput for another."""
    _write(_estimate_rows(graph), ESTIMATE_COLUMNS, path)


def _claim_rows(graph: EvidenceGraph) -> Iterator[Row]:
    for one, is_background in _iter_evidence(graph):
        yield {
            **_said(one),
            "mediators": "; ".join(
                f"{mediator.text} ({mediator.percent:g}%)" if mediator.percent is not None else mediator.text
                for mediator in one.claim.mediators
            ),
            "estimates": "; ".join(estimate.text for estimate in one.estimates),
            "background": is_background,
            "start": one.claim.start,
            "end": one.claim.end,
            "quote": one.claim.quote,
        }


def _estimate_rows(graph: EvidenceGraph) -> Iterator[Row]:
    for one, _ in _iter_evidence(graph):
        for estimate in one.estimates:
            judged = judge(one, estimate)
            yield {
                **_said(one),
                "measure": estimate.measure.value,
                "value": estimate.value,
                "ci_low": estimate.ci_low,
                "ci_high": estimate.ci_high,
                "ci_level": estimate.ci_level,
                "p_op": estimate.p_op.value if estimate.p_op else None,
                "p": estimate.p,
                "audit": "; ".join(estimate.audit),
                "turned": one.is_turned,
                "contrast": judged.contrast.name if isinstance(judged, Candidate) else None,
                "not_pooled": judged.reason if isinstance(judged, Refused) else None,
                "start": estimate.start,
                "end": estimate.end,
                "text": estimate.text,
                "quote": one.claim.quote,
            }


def _iter_evidence(graph: EvidenceGraph) -> Iterator[tuple[Evidence, bool]]:
    """Each claim once with whether it is background, by edge; a mediation's claims stand on its edge already."""
    seen: set[tuple[str, int, str, str]] = set()
    stated = ((one, False) for edge in graph.edges for one in edge.evidence)
    mediated = ((one.evidence, False) for mediation in graph.mediations for one in mediation.evidence)
    told = ((one, True) for one in graph.background)
    for one, is_background in (*stated, *mediated, *told):
        key = (one.document, one.claim.start, one.subject, one.object)
        if key not in seen:
            seen.add(key)
            yield one, is_background


def _said(one: Evidence) -> Row:
    claim, paper = one.claim, one.paper
    return {
        "paper": paper.id,
        "document": one.document,
        "year": paper.year,
        "design": paper.design.value,
        "n": paper.n,
        "population": paper.population,
        "retracted": paper.is_retracted,
        "subject": one.subject,
        "subject_text": claim.subject.text,
        "subject_state": claim.subject_state.value if claim.subject_state else None,
        "object": one.object,
        "object_text": claim.object.text,
        "sign": one.sign,
        "certainty": claim.certainty.value,
        "comparison": claim.comparison,
        "adjusted": claim.adjusted,
        "subgroup": claim.subgroup,
        "section": claim.section.value if claim.section else None,
    }


def _write(rows: Iterable[Row], columns: dict[str, str], path: Path) -> None:
    writers: dict[str, Callable[[Iterable[Row], dict[str, str], Path], None]] = {
        ".csv": _write_csv,
        ".parquet": _write_parquet,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise BadInput(f"{path.name}: tables are written as .csv or .parquet; give the file one of these suffixes")
    writer(rows, columns, path)


def _write_csv(rows: Iterable[Row], columns: dict[str, str], path: Path) -> None:
    write_lines(_iter_csv(rows, columns), path)


def _iter_csv(rows: Iterable[Row], columns: dict[str, str]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_cell(row.get(name)) for name in columns)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - a scalar of any kind
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = " ".join(value.replace("\0", "\ufffd").split())
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value


def _write_parquet(rows: Iterable[Row], columns: dict[str, str], path: Path) -> None:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise BadInput(f"Parquet needs pyarrow; install it with: {install_command('distributed')}") from None
    from miner.files import replaced

    held = list(rows)
    types = {name: pa.type_for_alias(kind) for name, kind in columns.items()}
    arrays = [pa.array([row.get(name) for row in held], type=kind) for name, kind in types.items()]
    with replaced(path) as beside:
        parquet.write_table(pa.table(arrays, names=list(types)), beside, compression="zstd")
